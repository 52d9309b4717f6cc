package io.anamnesis.node.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** A name says what differs, never that something is a helper or an implementation. */
class NamingTest {

    @Test
    void a_package_is_a_feature() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..commons..", "..helper..", "..helpers..", "..impl..")
                .because("a drawer without a name fills up with what belongs to a feature")
                .check(Code.SHIPPED);
    }

    @Test
    void no_class_is_an_impl() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .because("its name can say how it differs: CassandraJournal, MemoryJournal")
                .check(Code.SHIPPED);
    }

    @Test
    void no_name_carries_the_prefix_of_an_interface() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$]I[A-Z][a-z]\\w*")
                .because("who uses it need not know that it is an interface")
                .check(Code.SHIPPED);
    }
}
