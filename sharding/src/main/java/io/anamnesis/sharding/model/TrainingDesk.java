package io.anamnesis.sharding.model;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.trace.RequestLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainings of this node, one at a time on a thread of their own. Any thread. */
final class TrainingDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingDesk.class);

    /** What a training says of itself, and asks. */
    interface Course {
        /** So far. */
        void at(String stage, long done, long total);

        /**
         * Looks whether somebody asked to give it up.
         *
         * @throws TrainingStopped where that is so
         */
        void check() throws TrainingStopped;
    }

    private final PatientTrainer trainer;
    private final ModelSettings settings;
    private final String node;
    private final InstantSource clock;
    private final Executor thread;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    /** Who asked to give them up. */
    private final Map<String, String> cancelled = new HashMap<>();

    /** @param thread bounded, one; refuses what is too much */
    TrainingDesk(PatientTrainer trainer, ModelSettings settings, String node, InstantSource clock, Executor thread) {
        this.trainer = trainer;
        this.settings = settings;
        this.node = node;
        this.clock = clock;
        this.thread = thread;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Long work. */
    private interface Work {
        /** @return what came of it, for people */
        String run(Course course) throws TrainingStopped;
    }

    QueryResult<Job> train(TrainingRequest request, Caller caller) {
        Criterion cohort = request.cohort();
        if ((cohort != null && asksWhoIsNearest(cohort))
                || (request.goal() instanceof TrainingGoal.Label goal && asksWhoIsNearest(goal.criterion()))) {
            return refused(new Rejection.Malformed(
                    "/cohort", "Who is nearest changes with every patient: a training can't be made of it."));
        }
        return start(course -> trainer.train(request, caller.subject(), now(), course), caller);
    }

    QueryResult<Job> train(FolderTraining folder, Caller caller) {
        return start(course -> trainer.train(folder, caller.subject(), now(), course), caller);
    }

    /** What another node took and staged. */
    QueryResult<Job> train(FolderTraining.Staged staged, Caller caller) {
        return start(course -> trainer.train(staged, caller.subject(), now(), course), caller);
    }

    QueryResult<Job> repeat(String name, int version, Caller caller) {
        return start(course -> trainer.repeat(name, version, course), caller);
    }

    private QueryResult<Job> start(Work work, Caller caller) {
        Job job = new Job(
                "training-" + UUID.randomUUID(),
                Job.Kind.TRAINING,
                node,
                Job.State.WAITING,
                "waiting",
                0,
                0,
                caller.subject(),
                now(),
                null,
                null);
        set(job);
        try {
            thread.execute(() -> run(job, work, caller));
        } catch (RejectedExecutionException full) {
            set(job.ended(Job.State.FAILED, now(), "too many trainings wait"));
            return refused(new Rejection.Unavailable("Too many trainings wait on this node; ask again later."));
        }
        return new QueryResult.Answered<>(job);
    }

    private static QueryResult<Job> refused(Rejection rejection) {
        return new QueryResult.Refused<>(rejection);
    }

    static boolean asksWhoIsNearest(Criterion criterion) {
        return criterion instanceof NearestTo || criterion.parts().stream().anyMatch(TrainingDesk::asksWhoIsNearest);
    }

    private void run(Job job, Work work, Caller caller) {
        Course course = new Course() {
            @Override
            public void at(String stage, long done, long total) {
                set(job.at(Job.State.RUNNING, stage, done, total));
            }

            @Override
            public void check() throws TrainingStopped {
                String by = cancelledBy(job.id());
                if (by != null) {
                    throw new TrainingStopped("given up by " + by);
                }
            }
        };
        try {
            end(job, Job.State.DONE, work.run(course));
        } catch (TrainingStopped e) {
            end(
                    job,
                    cancelledBy(job.id()) == null ? Job.State.FAILED : Job.State.CANCELLED,
                    String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            RequestLog.in(caller.request(), () -> LOG.error("a training failed unexpectedly", e));
            end(
                    job,
                    Job.State.FAILED,
                    "the training failed unexpectedly: " + e.getClass().getSimpleName());
        }
    }

    private void end(Job job, Job.State state, String outcome) {
        synchronized (jobs) {
            Job last = jobs.getOrDefault(job.id(), job);
            set(last.ended(state, now(), outcome));
            cancelled.remove(job.id());
        }
    }

    private @Nullable String cancelledBy(String id) {
        synchronized (jobs) {
            return cancelled.get(id);
        }
    }

    void cancel(String id, @Nullable String by) {
        synchronized (jobs) {
            Job job = jobs.get(id);
            if (job != null && !job.isOver()) {
                cancelled.put(id, by == null ? "request" : by);
            }
        }
    }

    private void set(Job job) {
        synchronized (jobs) {
            jobs.put(job.id(), job);
            while (jobs.size() > settings.maxJobs() && dropOneThatIsOver()) {
                // the oldest that is over goes
            }
        }
    }

    private boolean dropOneThatIsOver() {
        for (Job each : jobs.values()) {
            if (each.isOver()) {
                jobs.remove(each.id());
                return true;
            }
        }
        return false;
    }

    /** Those that run, and the last that are over. */
    List<Job> jobs() {
        synchronized (jobs) {
            return new ArrayList<>(jobs.values());
        }
    }
}
