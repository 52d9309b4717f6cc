package io.anamnesis.web.ingest.clinical;

/** Why a resource can't be kept, and at which element: ends the reading of that one resource. */
final class Unfit extends Exception {
    private final transient Fault fault;
    private final String element;

    /** @param element within the resource; empty where it is the resource as a whole */
    Unfit(Fault fault, String element) {
        super(fault.code(), null, false, false);
        this.fault = fault;
        this.element = element;
    }

    Fault fault() {
        return fault;
    }

    String element() {
        return element;
    }
}
