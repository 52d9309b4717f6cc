package io.anamnesis.node.supervise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line of another JVM like this one: same Java, same flags file, same class path.
 *
 * @param java the program
 * @param flagsFile {@code jvm.options}, given as an argument file
 * @param moreFlags after those of the file, so that they win
 * @param classPath the whole class path
 * @param mainClass whose {@code main} runs
 */
public record JavaCommand(Path java, Path flagsFile, List<String> moreFlags, String classPath, String mainClass) {
    /** More flags for every JVM of ours, separated by blanks. */
    public static final String FLAGS_VARIABLE = "ANAMNESIS_JAVA_OPTS";

    private static final Path SHELL = Path.of("/bin/sh");

    public JavaCommand {
        moreFlags = List.copyOf(moreFlags);
    }

    /** The command line that started this process, for another main class. */
    public static JavaCommand likeThisProcess(Path flagsFile, Map<String, String> environment, String mainClass) {
        String flags = environment.getOrDefault(FLAGS_VARIABLE, "").strip();
        return new JavaCommand(
                Path.of(System.getProperty("java.home", ""), "bin", "java"),
                flagsFile,
                flags.isEmpty() ? List.of() : List.of(flags.split("\\s+")),
                System.getProperty("java.class.path", ""),
                mainClass);
    }

    /**
     * The command line with these properties and arguments.
     *
     * <p>The process it makes ignores the terminal's interrupt and hang-up: Ctrl-C reaches a whole process group, but a
     * supervisor stops its children itself, in order. A Java process leaves a signal ignored that was ignored when it started.
     */
    public List<String> with(List<String> properties, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            command.addAll(List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "anamnesis"));
        }
        command.add(java.toString());
        command.add("@" + flagsFile);
        command.addAll(moreFlags);
        command.addAll(properties);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
