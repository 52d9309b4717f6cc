package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes one more sample for each of its patients, then asks a node how many each has. Nobody else writes for them, so the number must be
 * exactly that of the steps so far.
 */
final class FreshnessWriter implements Runnable {
    private final List<PatientId> patients;
    private final int steps;
    private final Course course;
    private final Sender sender;
    private final CohortQuestions questions;
    private final FreshnessFigures figures;
    private final Progress progress;

    FreshnessWriter(
            List<PatientId> patients,
            int steps,
            Course course,
            Sender sender,
            CohortQuestions questions,
            FreshnessFigures figures,
            Progress progress) {
        this.patients = patients;
        this.steps = steps;
        this.course = course;
        this.sender = sender;
        this.questions = questions;
        this.figures = figures;
        this.progress = progress;
    }

    @Override
    public void run() {
        try {
            for (int step = 1; step <= steps; step++) {
                course.pass(progress.settled(), patients.size());
                sender.deliver(OneSample.ofEach(patients, step));
                ask(step);
            }
        } catch (IOException | RuntimeException e) {
            progress.fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void ask(int expected) throws InterruptedException {
        long begun = System.nanoTime();
        JsonNode answer = questions.samples(patients);
        long took = System.nanoTime() - begun;
        if (answer == null) {
            figures.unanswered(patients.size());
            return;
        }
        boolean whole = FreshnessCheck.whole(answer);
        Map<String, Double> told = CohortQuestions.told(answer);
        figures.answered(took, whole);
        for (PatientId patient : patients) {
            Double samples = told.get(patient.value());
            if (samples != null) {
                figures.compared(samples == expected, whole);
            } else if (whole) {
                figures.absent();
            } else {
                figures.notCovered();
            }
        }
    }
}
