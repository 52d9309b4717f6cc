package io.anamnesis.node.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import org.junit.jupiter.api.Test;

/** One way out for words: the log, and for a person at a terminal the CLI. */
class OutputTest {

    @Test
    void only_the_cli_prints() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.anamnesis.node.cli..", "io.anamnesis.node.terminal..")
                .and()
                .doNotHaveFullyQualifiedName("io.anamnesis.node.Main")
                .should(ACCESS_STANDARD_STREAMS)
                .because("what is printed misses the log, its level and the check for clinical values")
                .check(Code.SHIPPED);
    }

    @Test
    void the_log_is_slf4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("a second log has a second configuration")
                .check(Code.SHIPPED);
    }

    @Test
    void nothing_that_ships_knows_scalatest() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.scalatest..", "org.scalactic..")
                .check(Code.SHIPPED);
    }
}
