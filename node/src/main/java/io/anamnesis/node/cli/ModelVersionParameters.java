package io.anamnesis.node.cli;

import picocli.CommandLine.Parameters;

/** Which version of which model a command is about. */
final class ModelVersionParameters {
    @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "Which version of it, from 1.")
    private int version;

    /** @throws CommandFailure where no model has such a name */
    String name() {
        return ModelTarget.name(name);
    }

    int version() {
        return version;
    }

    /** Where the version stands in the API. */
    String path() {
        return "/v1/models/" + name() + "/" + version;
    }
}
