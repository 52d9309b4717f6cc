package io.anamnesis.node.supervise;

import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.home.RunState.RunningChild;
import io.anamnesis.node.home.RunState.RunningMember;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A whole system on this machine: the database's process, unless someone else runs one, and the nodes. Everything listens on
 * loopback.
 */
public final class SystemPlan {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int FIRST_REMOTING_PORT = 25_520;
    private static final String STORAGE = "storage";

    private final Home home;
    private final JavaCommand java;
    private final @Nullable DatabaseAccess external;
    private final Duration readyWithin;
    private final List<Member> members;
    private final IntFunction<List<String>> options;

    private record Member(int id, HostPort http, HostPort remoting) {
        String name() {
            return "node-" + id;
        }

        URI url() {
            return URI.create("http://" + http);
        }
    }

    /**
     * Picks the ports.
     *
     * @param external the Cassandra of someone else; null starts one
     * @param firstHttpPort each node takes the next free one from here
     */
    public SystemPlan(
            Home home,
            JavaCommand java,
            @Nullable DatabaseAccess external,
            int nodes,
            int firstHttpPort,
            Duration readyWithin)
            throws IOException {
        this(home, java, external, nodes, firstHttpPort, readyWithin, id -> List.of());
    }

    /**
     * The same, with nodes that are told more.
     *
     * @param options what the command of a node gets beside, by its number
     */
    public SystemPlan(
            Home home,
            JavaCommand java,
            @Nullable DatabaseAccess external,
            int nodes,
            int firstHttpPort,
            Duration readyWithin,
            IntFunction<List<String>> options)
            throws IOException {
        this.options = options;
        this.home = home;
        this.java = java;
        this.external = external;
        this.readyWithin = readyWithin;
        Ports ports = new Ports();
        List<Member> planned = new ArrayList<>();
        for (int id = 1; id <= nodes; id++) {
            HostPort http = new HostPort(LOOPBACK, ports.next(firstHttpPort));
            planned.add(new Member(id, http, new HostPort(LOOPBACK, ports.next(FIRST_REMOTING_PORT))));
        }
        this.members = List.copyOf(planned);
    }

    /** The database first, then all nodes. */
    public List<List<ChildPlan>> stages(Predicate<URI> isReady) {
        List<List<ChildPlan>> stages = new ArrayList<>();
        if (external == null) {
            stages.add(List.of(storage()));
        }
        stages.add(members.stream().map(member -> node(member, isReady)).toList());
        return stages;
    }

    private ChildPlan storage() {
        Path access = home.databaseAccess();
        ChildPlan.Command command = () -> {
            // the file of the run before must not pass for this one's
            Files.deleteIfExists(access);
            return command(STORAGE, List.of());
        };
        return plan(STORAGE, command, () -> Files.exists(access));
    }

    private ChildPlan node(Member member, Predicate<URI> isReady) {
        return plan(member.name(), () -> nodeCommand(member, isReady), () -> isReady.test(member.url()));
    }

    private ChildPlan plan(String name, ChildPlan.Command command, ChildPlan.Readiness readiness) {
        return new ChildPlan(name, command, home.output(name), home.log(name), readiness, readyWithin);
    }

    private List<String> nodeCommand(Member member, Predicate<URI> isReady) throws IOException {
        if (external != null) {
            external.save(home.databaseAccess());
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--id", Integer.toString(member.id()),
                "--http-port", Integer.toString(member.http().port()),
                "--remoting-port", Integer.toString(member.remoting().port()),
                "--cassandra-access", home.databaseAccess().toString(),
                "--cluster", home.clusterName()));
        for (Member seed : seeds(member, isReady)) {
            arguments.addAll(List.of("--seed", seed.remoting().toString()));
        }
        arguments.addAll(options.apply(member.id()));
        return command(member.name(), arguments);
    }

    /**
     * Whom a node asks to be let in. Only the first of the list may found a cluster: where another node is ready there is one
     * already, and a node that starts again puts itself last.
     */
    private List<Member> seeds(Member member, Predicate<URI> isReady) {
        List<Member> others =
                members.stream().filter(other -> !other.equals(member)).toList();
        if (others.stream().noneMatch(other -> isReady.test(other.url()))) {
            return members;
        }
        List<Member> seeds = new ArrayList<>(others);
        seeds.add(member);
        return seeds;
    }

    private List<String> command(String name, List<String> arguments) {
        String subcommand = name.equals(STORAGE) ? STORAGE : "node";
        List<String> all =
                new ArrayList<>(List.of(subcommand, "--home", home.folder().toString(), "--leave-at-end-of-input"));
        all.addAll(arguments);
        return java.with(logging(home, name), all);
    }

    /** The properties that make a process of ours log to the state folder under its name. */
    public static List<String> logging(Home home, String name) {
        return List.of(
                "-Dlogback.configurationFile=logback-process.xml",
                "-Danamnesis.log.dir=" + home.logs(),
                "-Danamnesis.log.name=" + name);
    }

    /** What runs, for {@code run.json}. */
    public RunState state(ProcessMark supervisor, List<ChildStatus> children) {
        Map<String, ChildStatus> byName =
                children.stream().collect(Collectors.toMap(ChildStatus::name, Function.identity()));
        List<RunningMember> nodes = members.stream()
                .map(member -> new RunningMember(
                        member.id(),
                        running(byName.get(member.name()), member.name()),
                        member.url(),
                        member.remoting().port()))
                .toList();
        RunningChild storage = external == null ? running(byName.get(STORAGE), STORAGE) : null;
        return new RunState(RunState.VERSION, supervisor, contactPoints(), storage, nodes);
    }

    private List<HostPort> contactPoints() {
        if (external != null) {
            return external.contactPoints();
        }
        try {
            return DatabaseAccess.load(home.databaseAccess()).contactPoints();
        } catch (IOException e) {
            return List.of(); // it does not take connections yet
        }
    }

    private static RunningChild running(@Nullable ChildStatus status, String name) {
        return status == null
                ? new RunningChild(name, null, 0)
                : new RunningChild(name, status.process(), status.restarts());
    }
}
