package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.ProfileView.ModalityView;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.profile.ProfileViews;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.serving.FeatureSpec;
import io.anamnesis.sharding.serving.PatientNumbers;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.serving.ServedPass;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the node's model makes of a profile, whenever somebody asks: a few microseconds, so that nothing has to be kept that a message
 * would make stale.
 */
record Fusing(ActiveModels models, InstantSource clock) {
    /** By the time of the system. */
    Fusing(ActiveModels models) {
        this(models, InstantSource.system());
    }

    /** The fused vector and score, with what they come from. */
    FusionView view(ProfileViews views) {
        return view(views, true);
    }

    /** Without vector and inputs. */
    FusionView summary(ProfileViews views) {
        return view(views, false);
    }

    private FusionView view(ProfileViews views, boolean whole) {
        ProfileView profile = views.profile();
        ServedModel served = models.champion();
        ServedPass pass = served.pass();
        PatientNumbers numbers = numbers(views, profile);
        boolean any = pass.run(numbers);
        FusionView.Score score = any ? FusedScores.of(served, pass) : null;
        List<FusionView.Attention> attention = new ArrayList<>();
        List<Modality> missing = new ArrayList<>();
        List<FusionView.Input> inputs = new ArrayList<>();
        for (int b = 0; b < served.modalities().size(); b++) {
            Modality modality = served.modalities().get(b);
            ModalityView state = Objects.requireNonNull(profile.modalities().get(modality));
            if (!state.present()) {
                missing.add(modality);
                continue;
            }
            attention.add(attention(modality, pass, b, state, numbers.earlier(modality)));
            if (whole) {
                inputs.add(input(modality, served.features().get(b), b, pass, state, views));
            }
        }
        return new FusionView(
                profile.seq(),
                served.identity(),
                score,
                score == null ? reason(served, any) : null,
                attention,
                missing,
                whole ? boxed(pass.fused()) : List.of(),
                inputs,
                CohortFit.of(served.cohort(), views, profile, clock.instant()),
                whole ? challenger(numbers, views, profile) : null);
    }

    private static PatientNumbers numbers(ProfileViews views, ProfileView profile) {
        Map<Modality, Instant> lastObserved = new EnumMap<>(Modality.class);
        profile.modalities().forEach((modality, state) -> {
            Instant at = state.lastObservedAt();
            if (at != null) {
                lastObserved.put(modality, at);
            }
        });
        return PatientNumbers.of(ProfileViews.numbers(profile), lastObserved, views.earlier());
    }

    private FusionView.@Nullable Challenger challenger(
            PatientNumbers numbers, ProfileViews views, ProfileView profile) {
        ServedModel challenger = models.challenger();
        if (challenger == null) {
            return null;
        }
        ServedPass pass = challenger.pass();
        boolean any = pass.run(numbers);
        return new FusionView.Challenger(
                challenger.identity(),
                any ? FusedScores.of(challenger, pass) : null,
                CohortFit.of(challenger.cohort(), views, profile, clock.instant()));
    }

    private static String reason(ServedModel served, boolean any) {
        return served.model().outcome().kind() == Outcome.Kind.NONE
                ? "No model has been trained and promoted yet: the default gives a vector and no score."
                : any ? "The model has no score." : "None of the modalities that the model looks at is there.";
    }

    private static FusionView.Attention attention(
            Modality modality, ServedPass pass, int block, ModalityView state, List<Occasion> earlier) {
        Instant first = Objects.requireNonNull(state.firstObservedAt());
        Instant last = Objects.requireNonNull(state.lastObservedAt());
        List<FusionView.Time> times = new ArrayList<>();
        for (int t = 0; t < pass.tokens(); t++) {
            if (pass.block(t) == block) {
                double share = pass.attention(t);
                int which = pass.occasion(t);
                times.add(
                        which == ServedPass.NOW
                                ? new FusionView.Time(FusionView.Time.NOW, null, share, first, last)
                                : time(earlier.get(which), share));
            }
        }
        return new FusionView.Attention(modality, pass.result().share(block), first, last, times);
    }

    private static FusionView.Time time(Occasion occasion, double share) {
        return new FusionView.Time(occasion.kind(), occasion.id(), share, occasion.from(), occasion.until());
    }

    private static FusionView.Input input(
            Modality modality,
            List<FeatureSpec> specs,
            int block,
            ServedPass pass,
            ModalityView state,
            ProfileViews views) {
        List<FusionView.Feature> features = new ArrayList<>();
        int known = 0;
        for (int i = 0; i < specs.size(); i++) {
            float value = pass.input(block, i);
            boolean there = !Float.isNaN(value);
            known += there ? 1 : 0;
            features.add(new FusionView.Feature(
                    specs.get(i).name(), specs.get(i).unit(), there ? (Double) (double) value : null));
        }
        return new FusionView.Input(
                modality,
                features,
                known,
                state.messages(),
                views.messagesOf(modality, FusionView.Input.MAX_MESSAGE_IDS));
    }

    /** What neighbours are looked for with: the profile's own vectors, and the fused one. */
    PatientReply.Vectors vectors(ProfileViews views) {
        PatientReply.Vectors own = views.vectors();
        ServedPass pass = models.champion().pass();
        if (!pass.run(numbers(views, views.profile()))) {
            return own;
        }
        Map<String, List<List<Float>>> vectors = new TreeMap<>(own.vectors());
        vectors.put(FusionView.SPACE, List.of(boxed(pass.fused())));
        return new PatientReply.Vectors(own.seq(), vectors, own.terms());
    }

    private static List<Float> boxed(float[] vector) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return values;
    }
}
