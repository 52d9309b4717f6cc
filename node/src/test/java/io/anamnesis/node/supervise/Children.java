package io.anamnesis.node.supervise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plans of trivial children, and what a supervisor told of them. */
final class Children implements SupervisorListener {
    private final Path folder;
    private final List<String> notices = new ArrayList<>();
    private final List<String> ready = new ArrayList<>();

    Children(Path folder) {
        this.folder = folder;
    }

    ChildPlan plan(String name, String mode) {
        Path up = folder.resolve(name + ".up");
        Path output = folder.resolve(name + ".out");
        return new ChildPlan(
                name,
                () -> command(up.toString(), mode),
                output,
                output,
                () -> Files.exists(up),
                Duration.ofSeconds(60));
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                SleepingChild.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    synchronized List<String> notices() {
        return List.copyOf(notices);
    }

    synchronized List<String> readyInOrder() {
        return List.copyOf(ready);
    }

    @Override
    public void changed(List<ChildStatus> children) {
        // the tests ask for statuses
    }

    @Override
    public void waiting(String child) {
        // nothing to show
    }

    @Override
    public synchronized void ready(String child) {
        ready.add(child);
    }

    @Override
    public synchronized void notice(String sentence) {
        notices.add(sentence);
    }
}
