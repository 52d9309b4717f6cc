package io.anamnesis.node.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Knowledge runs one way: protocol, then storage and sharding, then web and ops, then node. A rule may be empty only
 * while the packages it speaks about have no source file.
 */
class DirectionTest {
    private static final String[] DOMAIN = {
        "..sharding.profile..", "..sharding.fusion..", "..sharding.similarity..", "..sharding.cohort.."
    };
    private static final String[] MACHINERY = {
        "akka..", "scala..", "com.datastax..", "net.openhft..", "io.vertx..", "io.netty.."
    };

    @ParameterizedTest
    @EnumSource
    void a_module_sees_only_what_it_may(Module module) {
        classes()
                .that()
                .resideInAPackage(module.packages())
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.anamnesis..")
                        .or(resideInAPackage(module.packages()))
                        .or(resideInAnyPackage(module.others().toArray(String[]::new))))
                .because("knowledge runs one way, and of sharding the edges know the client only")
                .allowEmptyShould(Sources.types(module) == 0)
                .check(Code.SHIPPED);
    }

    @Test
    void only_the_node_knows_storage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(Module.STORAGE.packages(), Module.NODE.packages())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Module.STORAGE.packages())
                .because("the others know the ports of protocol")
                .check(Code.SHIPPED);
    }

    @Test
    void the_domain_knows_no_machinery() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MACHINERY)
                .because("what decides about a patient is tested and read without a cluster, a database or a server")
                .allowEmptyShould(!Sources.anyTypeIn(DOMAIN))
                .check(Code.SHIPPED);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.anamnesis.(**)").should().beFreeOfCycles().check(Code.SHIPPED);
    }
}
