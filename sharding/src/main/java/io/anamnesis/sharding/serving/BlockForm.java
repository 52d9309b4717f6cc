package io.anamnesis.sharding.serving;

import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.ArrayList;
import java.util.List;

/** One block with its standardisation, as it is stored. */
record BlockForm(String modality, List<FeatureSpec> features, List<Float> means, List<Float> scales) {

    static List<BlockForm> of(StandardisedBlocks blocks, List<List<FeatureSpec>> features) {
        List<BlockForm> forms = new ArrayList<>();
        for (int b = 0; b < blocks.blocks().size(); b++) {
            Standardiser standardiser = blocks.standardiser(b);
            forms.add(new BlockForm(
                    blocks.blocks().get(b).name(),
                    features.get(b),
                    FloatLists.boxed(standardiser.means()),
                    FloatLists.boxed(standardiser.scales())));
        }
        return forms;
    }

    static StandardisedBlocks standardised(List<BlockForm> forms) {
        List<ModalityBlock> blocks = new ArrayList<>();
        List<Standardiser> standardisers = new ArrayList<>();
        for (BlockForm form : forms) {
            blocks.add(new ModalityBlock(
                    form.modality, form.features.stream().map(FeatureSpec::name).toList()));
            standardisers.add(Standardiser.ofScales(FloatLists.floats(form.means), FloatLists.floats(form.scales)));
        }
        return new StandardisedBlocks(blocks, standardisers);
    }

    static List<List<FeatureSpec>> features(List<BlockForm> forms) {
        return forms.stream().map(BlockForm::features).toList();
    }
}
