package io.anamnesis.web.ingest.clinical;

import ca.uhn.fhir.context.FhirContext;

/** The definitions of FHIR R4: they take a second to build and serve all threads, so they are built once and when needed. */
final class R4 {
    private R4() {}

    static FhirContext context() {
        return Holder.CONTEXT;
    }

    static boolean hasType(String type) {
        return context().getResourceTypes().contains(type);
    }

    private static final class Holder {
        private static final FhirContext CONTEXT = FhirContext.forR4();
    }
}
