package io.anamnesis.web.ingest.clinical;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Whether a resource has the form that FHIR R4 gives its type. HAPI's parser decides; elements that R4 does not know pass.
 */
final class Conformance {
    private static final IParserErrorHandler STRICT = new Strict();

    private Conformance() {}

    /** @throws Unfit with the element where the resource has not that form */
    static void check(ObjectNode resource) throws Unfit {
        JacksonStructure structure = new JacksonStructure();
        structure.setNativeObject(resource);
        try {
            ((IJsonLikeParser) R4.context().newJsonParser().setParserErrorHandler(STRICT)).parseResource(structure);
        } catch (RuntimeException e) {
            // what else the library throws at odd content is also a matter of the content
            throw new Unfit(Fault.INVALID_VALUE, ElementSearch.firstInvalid(resource));
        }
    }

    /**
     * Takes the narrative out, here and in contained resources: it is XHTML for people, which nothing here reads and no XML
     * parser is let near.
     *
     * @return whether there was one
     */
    static boolean withoutNarrative(ObjectNode resource) {
        boolean had = resource.remove("text") != null;
        for (JsonNode contained : resource.path("contained")) {
            if (contained.isObject()) {
                had |= ((ObjectNode) contained).remove("text") != null;
            }
        }
        return had;
    }

    private static final class Strict extends ErrorHandlerAdapter {
        @Override
        public void incorrectJsonType(
                IParseLocation location,
                String element,
                ValueType expected,
                ScalarType expectedScalar,
                ValueType found,
                ScalarType foundScalar) {
            throw new DataFormatException("type");
        }

        @Override
        public void invalidValue(IParseLocation location, String value, String error) {
            throw new DataFormatException("value");
        }

        @Override
        public void unexpectedRepeatingElement(IParseLocation location, String element) {
            throw new DataFormatException("repetition");
        }
    }
}
