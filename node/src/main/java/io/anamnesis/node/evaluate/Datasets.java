package io.anamnesis.node.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recognises a set by the files of its folder. */
final class Datasets {
    private Datasets() {}

    /**
     * The sets of a folder.
     *
     * @throws IOException where no set is recognised, with what would be
     */
    static List<Dataset> in(Path folder) throws IOException {
        if (Files.exists(folder.resolve("train_mrna.csv.gz"))) {
            return List.of(OmicsFiles.diablo(folder));
        }
        if (Files.exists(folder.resolve("1_te_tr.csv.gz"))) {
            return List.of(OmicsFiles.mogonet(folder, true));
        }
        if (Files.exists(folder.resolve("tkde_pam50_subset.txt.gz"))) {
            return List.of(OmicsFiles.cprmt(folder));
        }
        if (OwnFiles.isIn(folder)) {
            return List.of(OwnFiles.read(folder));
        }
        List<Dataset> survival = SurvivalFiles.read(folder);
        if (survival.isEmpty()) {
            throw new IOException("no known set is in " + folder
                    + "; known are diablo_breast_tcga, mogonet_brca_resplit, cprmt_brca363, the four of deepsurv, and folders with a"
                    + " labels.csv");
        }
        return survival;
    }
}
