package io.anamnesis.web.model;

import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.patient.FusionView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Models and jobs as they are shown. */
final class ModelBody {
    private ModelBody() {}

    /** A page of versions; {@code nextAfter} is the {@code after} of the next page. */
    record Versions(List<ModelVersion> models, @Nullable String nextAfter) {
        static Versions of(List<ModelVersion> page, int limit) {
            ModelVersion last = page.size() < limit ? null : page.get(limit - 1);
            return new Versions(page, last == null ? null : last.name() + "/" + last.version());
        }
    }

    /** A page of promotions, the newest first. */
    record Promotions(List<Promotion> promotions, @Nullable Long nextBefore) {
        static Promotions of(List<Promotion> page, int limit) {
            return new Promotions(
                    page, page.size() < limit ? null : page.get(limit - 1).generation());
        }
    }

    /** What serves, and how far each node is with it. */
    record Aliases(@Nullable Promotion champion, @Nullable Promotion challenger, List<NodeProgress> nodes) {
        static Aliases of(List<Promotion> champions, List<Promotion> challengers, List<NodeProgress> nodes) {
            return new Aliases(
                    champions.isEmpty() ? null : champions.get(0),
                    challengers.isEmpty() ? null : challengers.get(0),
                    nodes);
        }
    }

    /** How far patients have drifted. */
    record DriftBody(
            List<String> nodes,
            List<String> silent,
            List<String> behind,
            FusionView.Model model,
            long patients,
            String level,
            @Nullable String reason,
            List<SeriesBody> series) {
        static DriftBody of(DriftView view) {
            return new DriftBody(
                    view.nodes(),
                    view.silent(),
                    view.behind(),
                    view.model(),
                    view.patients(),
                    word(view.level()),
                    view.reason(),
                    view.series().stream().map(SeriesBody::of).toList());
        }

        private static String word(DriftView.Level level) {
            return level.name().toLowerCase(Locale.ROOT);
        }
    }

    /** One number or score of it. */
    record SeriesBody(
            String of,
            String name,
            String level,
            double psi,
            @Nullable Double psiByChance,
            @Nullable Double ks,
            double missingThen,
            @Nullable Double missingNow) {
        static SeriesBody of(DriftView.Series series) {
            return new SeriesBody(
                    series.of(),
                    series.name(),
                    DriftBody.word(series.level()),
                    series.stability(),
                    series.chance(),
                    series.distance(),
                    series.missingThen(),
                    series.missingNow());
        }
    }

    /** A job. */
    record JobBody(
            String id,
            String kind,
            String node,
            String state,
            String stage,
            long done,
            long total,
            String startedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome) {
        static JobBody of(Job job) {
            return new JobBody(
                    job.id(),
                    job.kind().name().toLowerCase(Locale.ROOT),
                    job.node(),
                    job.state().name().toLowerCase(Locale.ROOT),
                    job.stage(),
                    job.done(),
                    job.total(),
                    job.startedBy(),
                    job.startedAt(),
                    job.endedAt(),
                    job.outcome());
        }
    }

    /** Jobs, the latest first. */
    record Jobs(List<JobBody> jobs) {
        static Jobs of(List<Job> jobs) {
            return new Jobs(jobs.stream().map(JobBody::of).toList());
        }
    }
}
