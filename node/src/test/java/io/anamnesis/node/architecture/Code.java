package io.anamnesis.node.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Every compiled class of ours that ships, imported once for all rules. */
final class Code {
    static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(place -> !place.contains("-tests.jar"))
            .importPackages("io.anamnesis");

    private Code() {}

    static long seen(Module module) {
        String own = "io.anamnesis." + module.folder();
        return SHIPPED.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.equals(own) || name.startsWith(own + "."))
                .count();
    }
}
