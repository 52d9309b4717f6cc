package io.anamnesis.web.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityMapTest {
    private static final String HEADER = "system,identifier,patient\n";

    private static IdentityMap read(String csv, Charset charset) throws IOException {
        return IdentityMap.read(new ByteArrayInputStream(csv.getBytes(charset)));
    }

    private static String refused(String csv) {
        return refused(csv, StandardCharsets.UTF_8);
    }

    private static String refused(String csv, Charset charset) {
        UnreadableInput refused = catchThrowableOfType(UnreadableInput.class, () -> read(csv, charset));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.code() + " " + refused.location();
    }

    @Test
    void identifiers_of_several_systems_mean_one_patient() throws IOException {
        IdentityMap map = read(
                "\uFEFF" + HEADER + "urn:mrn,7,anna\r\n\"vcf-sample\",\"S,1\",anna\nurn:mrn,7,anna\n",
                StandardCharsets.UTF_8);
        assertThat(map.patient("urn:mrn", "7")).contains("anna");
        assertThat(map.patient("vcf-sample", "S,1")).contains("anna");
        assertThat(map.patient("urn:mrn", "8")).isEmpty();
        assertThat(map.patients(List.of(new Finding.Subject("urn:mrn", "7"), new Finding.Subject("x", "y"))))
                .containsExactly("anna");
        assertThat(map.isEmpty()).isFalse();
        assertThat(IdentityMap.none().isEmpty()).isTrue();
    }

    @Test
    void what_is_wrong_is_told_with_its_line() {
        assertThat(refused("")).isEqualTo("malformed-identity-map line 1");
        assertThat(refused("a,b,c\n")).isEqualTo("malformed-identity-map line 1");
        assertThat(refused(HEADER + "s,1,p\ns,2\n")).isEqualTo("malformed-identity-map line 3");
        assertThat(refused(HEADER + "s,,p\n")).isEqualTo("malformed-identity-map line 2");
        assertThat(refused(HEADER + "s,1,pü\n")).isEqualTo("invalid-patient-id line 2");
        assertThat(refused(HEADER + "s,1,p\nt,1,q\ns,1,q\n")).isEqualTo("contradictory-identity line 4");
        assertThat(refused(HEADER + "s,ü,p\n", StandardCharsets.ISO_8859_1)).startsWith("malformed-identity-map");
        assertThat(refused(HEADER + "s," + "1".repeat(600) + ",p\n")).isEqualTo("malformed-identity-map line 2");
    }
}
