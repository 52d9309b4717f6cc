package io.anamnesis.node;

import static io.anamnesis.node.MemoryCluster.ALL;
import static org.awaitility.Awaitility.await;

import io.anamnesis.node.browser.Chromium;
import io.anamnesis.node.browser.Tab;
import io.anamnesis.protocol.access.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the pictures of the documents, of simulated patients. No test, so that it runs only where it is named; then, for each:
 *
 * <pre>
 * mvn -B test -pl node -am -Dtest=DocumentPictures -Dsurefire.failIfNoSpecifiedTests=false
 * cwebp -q 65 -m 6 -crop 0 0 1265 1420 node/target/pictures/patient.png -o node/docs/images/patient.webp
 * </pre>
 */
class DocumentPictures {
    private static final Path FOLDER = Path.of("target", "pictures");
    private static final String QUICK = "anamnesis.sharding.balance.every = 1s";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private final Random random = new Random(7);

    @Test
    void pages(@TempDir Path folder) throws Exception {
        try (MemoryCluster cluster = new MemoryCluster(folder);
                Chromium browser = Chromium.start()) {
            MemoryNode node = cluster.add(ALL, QUICK);
            cluster.add(ALL, QUICK);
            cluster.add(ALL, QUICK);
            cluster.untilWhole();
            node.record(patient("P-0417"));
            StringBuilder others = new StringBuilder();
            for (int i = 0; i < 23; i++) {
                others.append(PageData.born("P-%04d".formatted(500 + i), (1940 + i * 3) + "-05-17"));
                if (i % 3 != 0) {
                    others.append(
                            PageData.condition("P-%04d".formatted(500 + i), "c-" + i, i % 2 == 0 ? "E11.9" : "I10"));
                }
                if (i % 4 == 0) {
                    others.append(genomics("P-%04d".formatted(500 + i), "g-" + i, "TP53", "p.Arg175His"));
                }
            }
            node.record(others.toString());
            await().atMost(PATIENCE)
                    .until(() -> node.ops("cluster").path("nodes").size() == 3
                            && node.ops("cluster")
                                    .path("headline")
                                    .path("level")
                                    .asText()
                                    .equals("WELL"));

            Tab tab = browser.open(1280, 1060);
            tab.visit(node.page("/app/", "/patients/P-0417"));
            patientIsDrawn(tab);
            tab.picture(FOLDER.resolve("patient.png"));

            Tab phone = browser.open(390, 1400);
            phone.dark(true);
            phone.visit(node.page("/app/", "/patients/P-0417"));
            patientIsDrawn(phone);
            phone.picture(FOLDER.resolve("phone-dark.png"));

            Tab cohort = browser.open(1280, 900);
            cohort.visit(node.page("/app/", "/cohort?q=age%20%3E%2030%20and%20gene%3ABRCA1"));
            cohort.untilText("P-0417");
            cohort.picture(FOLDER.resolve("cohort.png"));

            Tab ops = browser.open(1280, 1300);
            ops.visit(node.url() + "/ops/#token=" + operator(node));
            ops.untilText("All is well: 3 nodes carry 128 shards.");
            ops.untilText("The shards are even");
            ops.picture(FOLDER.resolve("ops.png"));
        }
    }

    private static void patientIsDrawn(Tab tab) {
        tab.untilText("Fused score");
        tab.until("/glucose:\\d{2}/.test(document.querySelector('anamnesis-timeline')?.dataset.drawn)");
        tab.evaluate(
                "document.querySelector('anamnesis-timeline').show(document.querySelector('anamnesis-timeline').whole())");
        tab.until("document.querySelectorAll('[aria-busy=true]').length === 0");
        tab.evaluate("new Promise(done => setTimeout(done, 1500))");
    }

    private static String operator(MemoryNode node) throws IOException {
        return Wiring.token(node.home(), new Caller("op-1", Set.of("operator"), "SYSADMIN"), Duration.ofHours(1));
    }

    /** Five modalities over two years; glucose of the last months. */
    private String patient(String id) {
        StringBuilder lines = new StringBuilder(PageData.born(id, "1992-07-23"));
        lines.append(PageData.condition(id, "c-1", "C50.9"));
        lines.append(PageData.condition(id, "c-2", "E10.9"));
        for (int i = 0; i < 40; i++) {
            Instant at = now.minus(Duration.ofDays(700 - i * 17L - random.nextInt(9)));
            lines.append(PageData.note(id, "n-" + i, at, "Seen in the clinic. Stable on therapy, no chest pain."));
            if (i % 6 == 0) {
                lines.append(PageData.series(id, "i-" + i, at.minus(Duration.ofDays(2))));
            }
        }
        lines.append(genomics(id, "g-1", "BRCA1", "p.Cys61Gly"));
        double value = 130;
        Instant at = now.minus(Duration.ofDays(120));
        for (int batch = 0; batch < 24; batch++) {
            StringBuilder samples = new StringBuilder();
            for (int i = 0; i < 480; i++) {
                value = Math.min(300, Math.max(55, value + (128 - value) * 0.03 + random.nextGaussian() * 7));
                samples.append(i == 0 ? "" : ",")
                        .append("{\"observedAt\":\"%s\",\"value\":%d}".formatted(at, Math.round(value)));
                at = at.plus(Duration.ofMinutes(15));
            }
            lines.append(PageData.samples(id, "w-" + batch, samples));
        }
        return lines.toString();
    }

    private String genomics(String patient, String id, String gene, String hgvs) {
        return """
                {"id":"%s-%s","patient":"%s","modality":"genomics","source":{"system":"lab"},"observedAt":"%s",\
                "payload":{"assembly":"GRCh38","sampleId":"s-1","variants":[{"contig":"17","position":43106487,"reference":"A",\
                "alternate":"C","genotype":"0/1","gene":"%s","consequence":"missense_variant","hgvs":"%s","alleleFraction":0.48}],\
                "biomarkers":{"tmb-per-mb":4.2},"geneValues":[],"structuralVariants":[]}}
                """.formatted(id, patient, patient, now.minus(Duration.ofDays(400)), gene, hgvs);
    }
}
