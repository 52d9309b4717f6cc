package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patients of a node who sleep and whose digest an older build made: questions find them by what that build made of them. They are woken
 * to make it anew, so many at once and so many a second, and sleep again. Who does not answer stands aside and is tried again, so that
 * nobody waits for one who can't be woken. Any thread.
 */
final class DigestRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(DigestRenewal.class);
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    /** Asked, or put aside, at that time. */
    private record Since(int slice, long nanos) {}

    private final RenewalSettings settings;
    private final Map<PatientId, Integer> waiting = new LinkedHashMap<>();
    // both in the order of their times
    private final Map<PatientId, Since> asked = new LinkedHashMap<>();
    private final Map<PatientId, Since> aside = new LinkedHashMap<>();
    private double allowed;
    private long allowedNanos;
    private long made;
    private long silent;
    private boolean telling;
    private long toldNanos;

    DigestRenewal(RenewalSettings settings, long now) {
        this.settings = settings;
        this.allowedNanos = now;
    }

    /** A digest was loaded. */
    synchronized void loaded(Digest digest) {
        PatientId patient = digest.patient();
        if (digest.outdated() && !asked.containsKey(patient) && !aside.containsKey(patient)) {
            waiting.put(patient, digest.slice());
        }
    }

    /** Somebody else woke the patient, who is going to be asked for a digest as all are that wake. */
    synchronized void stirred(PatientId patient) {
        waiting.remove(patient);
        aside.remove(patient);
    }

    /**
     * A patient gave a digest, which is of this build.
     *
     * @return whether it was woken for that
     */
    synchronized boolean made(Digest digest) {
        PatientId patient = digest.patient();
        waiting.remove(patient);
        aside.remove(patient);
        boolean woken = asked.remove(patient) != null;
        made += woken ? 1 : 0;
        return woken;
    }

    /** The slice is somebody else's now. */
    synchronized void end(int slice) {
        waiting.values().removeIf(each -> each == slice);
        asked.values().removeIf(each -> each.slice() == slice);
        aside.values().removeIf(each -> each.slice() == slice);
    }

    /** Patients who are left. */
    synchronized int left() {
        return waiting.size() + asked.size() + aside.size();
    }

    /** Those who are to be woken now. */
    synchronized List<PatientId> due(long now) {
        comeBack(now);
        putAside(now);
        allowed = Math.min(settings.atOnce(), allowed + (now - allowedNanos) * settings.aSecond() / 1e9);
        allowedNanos = now;
        List<PatientId> due = new ArrayList<>(0);
        Iterator<Map.Entry<PatientId, Integer>> next = waiting.entrySet().iterator();
        while (next.hasNext() && asked.size() < settings.atOnce() && allowed >= 1) {
            Map.Entry<PatientId, Integer> one = next.next();
            next.remove();
            asked.put(one.getKey(), new Since(one.getValue(), now));
            due.add(one.getKey());
            allowed--;
        }
        tell(now);
        return due;
    }

    private void comeBack(long now) {
        Iterator<Map.Entry<PatientId, Since>> first = aside.entrySet().iterator();
        while (first.hasNext()) {
            Map.Entry<PatientId, Since> one = first.next();
            if (now - one.getValue().nanos() < settings.tryAgain().toNanos()) {
                return;
            }
            first.remove();
            waiting.put(one.getKey(), one.getValue().slice());
        }
    }

    private void putAside(long now) {
        Iterator<Map.Entry<PatientId, Since>> first = asked.entrySet().iterator();
        while (first.hasNext()) {
            Map.Entry<PatientId, Since> one = first.next();
            if (now - one.getValue().nanos() < settings.answerWithin().toNanos()) {
                return;
            }
            first.remove();
            aside.put(one.getKey(), new Since(one.getValue().slice(), now));
            silent++;
        }
    }

    private void tell(long now) {
        int left = left();
        if (left == 0 && telling) {
            telling = false;
            LOG.info("no digest of an older build is left; {} patients were woken and made theirs anew", made);
        } else if (left > 0 && (!telling || now - toldNanos >= TELL_EVERY.toNanos())) {
            telling = true;
            toldNanos = now;
            LOG.info(
                    "{} patients sleep with a digest of an older build, {} were woken and made theirs anew, {} times one"
                            + " did not answer and is tried again",
                    left,
                    made,
                    silent);
        }
    }
}
