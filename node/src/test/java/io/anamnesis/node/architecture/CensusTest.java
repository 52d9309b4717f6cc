package io.anamnesis.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The other rules speak about the classes that were imported: here those are counted. */
class CensusTest {

    @ParameterizedTest
    @EnumSource
    void the_rules_see_at_least_the_minimum_of_each_module(Module module) {
        assertThat(Code.seen(module))
                .as("imported classes of %s", module.folder())
                .isGreaterThanOrEqualTo(module.minimumClasses());
    }

    @ParameterizedTest
    @EnumSource
    void the_rules_see_a_class_for_each_source_file(Module module) {
        assertThat(Code.seen(module))
                .as(
                        "imported classes of %s; fewer than its source files means that a rule passes on what it can't see",
                        module.folder())
                .isGreaterThanOrEqualTo(Sources.types(module));
    }
}
