package io.anamnesis.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.anamnesis.protocol.testing.RandomCriteria;
import io.anamnesis.protocol.testing.RandomWords;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CriterionJsonTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(CriterionJson.schema());

    @Property(tries = 1_000)
    void what_is_written_is_read_back_as_the_same_and_follows_the_schema(@ForAll long seed) throws Exception {
        // Given
        Random random = new Random(seed);
        Criterion criterion = new RandomCriteria(random, new RandomWords(random, true)).next(4);

        // When
        JsonNode json = JSON.readTree(WireMappers.outside().writeValueAsBytes(criterion));
        byte[] cbor = WireMappers.cluster().writeValueAsBytes(criterion);

        // Then
        assertThat(CriterionJson.read(json)).as(() -> json.toString()).isEqualTo(criterion);
        assertThat(WireMappers.cluster().readValue(cbor, Criterion.class)).isEqualTo(criterion);
        assertThat(SCHEMA.validate(json)).as(() -> json.toString()).isEmpty();
    }

    @Test
    void the_form_never_changes() throws IOException, MalformedCriterion {
        // Given
        Criterion criterion = CriterionText.parse("drug:atc:L01[active, within 90d] or age > 3"
                + " or atleast 1 of (last(lab:2345-7[unit:mg/dL]) > 180, count(dx:=C71) in [1, 2], modality:notes stale(90d))"
                + " or not drug:L01 30d to 90d before first(dx:C71[since 2020-01-01]) or in(p-1)"
                + " or near([0.5], notes.m, 3) or x.y in (1, 2]");

        // Then
        assertThat(WireMappers.outside().writeValueAsString(criterion)).isEqualTo("""
                        {"or":[{"has":{"kind":"medication","where":{"terms":[{"name":"code","anyOf":["atc:L01"]},\
                        {"name":"status","anyOf":["active"]}],"when":{"mostAgo":"90d"}}}},{"age":{"gt":3.0}},\
                        {"atLeast":{"n":1,"of":[{"has":{"kind":"observation","where":{"terms":[{"name":"code","anyOf":["2345-7"]},\
                        {"name":"unit","anyOf":["mg/dL"]}]},"occurrence":{"last":{"numbers":{"value":{"gt":180.0}}}}}},\
                        {"has":{"kind":"condition","where":{"terms":[{"name":"code","anyOf":["=C71"]}]},\
                        "occurrence":{"count":{"least":1,"most":2}}}},\
                        {"modality":{"name":"notes","state":"stale","age":"90d"}}]}},\
                        {"not":{"temporal":{"what":{"kind":"medication","where":{"terms":[{"name":"code","anyOf":["L01"]}]}},\
                        "order":"before","least":"30d","most":"90d","anchor":{"kind":"condition",\
                        "where":{"terms":[{"name":"code","anyOf":["C71"]}],"when":{"from":"2020-01-01T00:00:00Z"}},"which":"first"}}}},\
                        {"in":["p-1"]},{"near":{"vector":[0.5],"spaces":{"notes.m":1.0},"k":3}},\
                        {"number":{"name":"x.y","is":{"gt":1.0,"lte":2.0}}}]}""");
    }

    @Test
    void a_text_stands_for_the_criterion_that_it_says() throws IOException, MalformedCriterion {
        assertThat(CriterionJson.read(JSON.readTree("{\"and\": [\"dx:C71\", {\"age\": {\"gte\": 65}}]}")))
                .isEqualTo(CriterionText.parse("dx:C71 and age >= 65"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
                    [];'';expected an object, found an array
                    {};'';exactly one field
                    {"ages": {}};/ages;no such field
                    {"age": {"gte": 1, "gt": 2}};/age;at most one of gt and gte
                    {"age": {}};/age;a finite bound
                    {"and": [{"age": {"gte": 1}}]};'';at least 2
                    {"not": {"and": ["age > 1", "age > x"]}};/not/and/1;line 1, column 7: expected a number
                    {"has": {"kind": "dream"}};/has;there is no kind 'dream'
                    {"has": {"kind": "variant", "where": {"terms": [{"name": "gene", "anyOf": [1]}]}}};/has/where/terms/0/anyOf/0;expected text
                    {"has": {"kind": "variant", "where": {"when": {"mostAgo": "long"}}}};/has/where/when/mostAgo;a span of time
                    {"modality": {"name": "notes", "state": "gone"}};/modality/state;expected one of [present, missing, stale]
                    {"near": {"patient": "p", "spaces": {"notes.m": 1}, "k": 0}};/near;1 to 1000
                    """)
    void what_is_wrong_is_said_with_its_pointer(String json, String pointer, String detail) throws IOException {
        JsonNode node = JSON.readTree(json);
        assertThatThrownBy(() -> CriterionJson.read(node)).isInstanceOfSatisfying(MalformedCriterion.class, error -> {
            assertThat(error.where()).isEqualTo(pointer.replace("'", ""));
            assertThat(error.detail()).contains(detail);
        });
    }

    @Test
    void the_schema_has_every_type_and_refuses_others() throws IOException {
        // Given
        JsonNode definitions = JSON.readTree(CriterionJson.schema()).get("$defs");

        // When
        Set<String> types = new TreeSet<>();
        definitions.get("criterion").get("oneOf").forEach(each -> {
            if (each.has("$ref")) {
                types.add(each.get("$ref").textValue().replace("#/$defs/", ""));
            }
        });

        // Then
        assertThat(types).isEqualTo(new TreeSet<>(JsonReader.TYPES));
        assertThat(Criterion.class.getPermittedSubclasses()).hasSameSizeAs(types);
        for (String wrong : List.of("{}", "{\"age\": {\"gte\": \"x\"}}", "{\"age\": {}, \"in\": []}", "3")) {
            assertThat(SCHEMA.validate(JSON.readTree(wrong))).as(wrong).isNotEmpty();
        }
    }

    @Test
    void too_deep_is_refused() throws IOException {
        // Given
        JsonNode deep = JSON.readTree("{\"not\":".repeat(40) + "\"age > 1\"" + "}".repeat(40));

        // Then
        assertThatThrownBy(() -> CriterionJson.read(deep))
                .isInstanceOf(MalformedCriterion.class)
                .hasMessageContaining("at most 32 levels");
    }
}
