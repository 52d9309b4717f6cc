package io.anamnesis.node.check;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Writes the next message of each of its patients, step by step, through one node, or through another while that is away. */
final class FeedWriter implements Runnable {
    private final List<PatientId> patients;
    private final int steps;
    private final int stepSize;
    private final Set<Integer> rests;
    private final long restMillis;
    private final Course course;
    private final Sender sender;
    private final Progress progress;
    private final Map<String, Long> acknowledgedAtNanos = new ConcurrentHashMap<>();

    /**
     * @param patients one message each a step
     * @param stepSize deliveries that all writers together make in a step
     * @param rests steps before which nothing is written for a while, so that patients fall asleep
     * @param progress fails where a message can't be delivered
     */
    FeedWriter(
            List<PatientId> patients,
            int steps,
            int stepSize,
            Set<Integer> rests,
            long restMillis,
            Course course,
            Sender sender,
            Progress progress) {
        this.patients = patients;
        this.steps = steps;
        this.stepSize = stepSize;
        this.rests = rests;
        this.restMillis = restMillis;
        this.course = course;
        this.sender = sender;
        this.progress = progress;
    }

    @Override
    public void run() {
        try {
            for (int step = 0; step < steps; step++) {
                course.pass((long) step * stepSize, stepSize);
                if (rests.contains(step)) {
                    TimeUnit.MILLISECONDS.sleep(restMillis);
                }
                List<ModalityMessage> messages = OneSample.ofEach(patients, step);
                sender.deliver(messages);
                long now = System.nanoTime();
                messages.forEach(message -> acknowledgedAtNanos.put(message.id().value(), now));
            }
        } catch (IOException | RuntimeException e) {
            progress.fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** When the acknowledgement of each message was read. */
    Map<String, Long> acknowledgedAtNanos() {
        return Map.copyOf(acknowledgedAtNanos);
    }
}
