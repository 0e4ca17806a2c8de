package dev.dispatch.engine;

import dev.dispatch.batch.BatchLedger;
import dev.dispatch.batch.BatchListener;
import dev.dispatch.batch.BatchRun;
import dev.dispatch.batch.BatchRunner;
import dev.dispatch.batch.BatchStats;
import dev.dispatch.batch.Row;
import dev.dispatch.batch.RunTally;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import dev.dispatch.record.BatchName;
import dev.dispatch.record.BatchRecords;
import dev.dispatch.record.BatchedRecord;
import dev.dispatch.record.RunHeader;
import dev.dispatch.record.RunIds;
import dev.dispatch.record.RunRecorder;
import dev.dispatch.record.SharedDocuments;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.FailedStep;
import dev.dispatch.run.JobRunner;
import dev.dispatch.run.RunFacts;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunServices;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepFailure;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Runs each row of a batch and records it. */
final class BatchExecution implements BatchRunner.Work {

    /**
     * What all runs of a batch share.
     *
     * @param count how many runs there are; 0 where nobody knows
     * @param casePath as text
     * @param runs where runs with a folder of their own go
     * @param folders whether each run has a folder of its own
     * @param shared what their records have in common; null where each has its own folder
     */
    record Common(
            EngineSettings settings,
            RunServices services,
            BatchName batch,
            int count,
            String casePath,
            ModuleRegistry registry,
            Path runs,
            boolean folders,
            BatchRequest.Recording recording,
            BatchRecords records,
            @Nullable SharedDocuments shared) {

        Common sharing(SharedDocuments documents) {
            return new Common(
                    settings, services, batch, count, casePath, registry, runs, folders, recording, records, documents);
        }

        RunHeader header(String runId, Instant start, RunFacts.Batch place, Plan plan) {
            return new RunHeader(settings.version(), runId, start, casePath, null, place, plan, registry);
        }
    }

    private record Recorded(RunResult result, @Nullable String where, Optional<String> fault) {}

    private final Common common;
    private final BatchStats stats;
    private final BatchLedger ledger;
    private final BatchListener listener;
    private final Cancellation never = new Cancellation();
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    BatchExecution(Common common, BatchStats stats, BatchLedger ledger, BatchListener listener) {
        this.common = common;
        this.stats = stats;
        this.ledger = ledger;
        this.listener = listener;
    }

    /** Why the record of the batch lacks something. */
    Optional<String> fault() {
        return Optional.ofNullable(fault.get());
    }

    @Override
    public RunStatus run(Row row, Plan plan, int worker, Duration late) {
        Instant start = common.settings().clock().instant();
        String runId = RunIds.make(
                start, common.batch().label(row.index()), common.settings().random());
        RunFacts.Batch place = new RunFacts.Batch(common.batch().id(), row.index(), common.count(), worker);
        Secrets secrets = PlanExecution.secrets(plan);
        Redactor redactor = new Redactor(secrets);
        RunHeader header = common.header(runId, start, place, plan);
        RunTally tally = stats.tally();
        RunFacts facts = new RunFacts(runId, place);
        Recorded recorded = common.folders()
                ? inFolder(header, facts, secrets, redactor, tally)
                : inSegment(header, row.index(), facts, secrets, redactor, tally);
        recorded.fault().ifPresent(why -> fault.compareAndSet(null, why));
        ObjectNode inputs = (ObjectNode) redactor.json(plan.inputs());
        BatchRun run = finished(row.index(), recorded, late, tally, inputs);
        try {
            ledger.add(run, tally);
        } catch (IOException e) {
            fault.compareAndSet(null, "Cannot write the results of the batch: " + e.getMessage());
        }
        listener.finished(run);
        return recorded.result().status();
    }

    private Recorded inFolder(RunHeader header, RunFacts facts, Secrets secrets, Redactor redactor, RunListener tally) {
        Path folder = common.runs().resolve(header.runId());
        try (RunRecorder recorder = RunRecorder.create(folder, header, redactor)) {
            RunResult result = run(header, facts, secrets, recorder.and(tally));
            return new Recorded(result, header.runId(), recorder.fault());
        }
    }

    private Recorded inSegment(
            RunHeader header, int index, RunFacts facts, Secrets secrets, Redactor redactor, RunListener tally) {
        BatchedRecord record = common.records().begin(header.runId(), index);
        try (RunRecorder recorder = RunRecorder.create(record, header, redactor, common.shared())) {
            RunResult result = run(header, facts, secrets, recorder.and(tally));
            Optional<String> where = record.keep(extent(result.status()));
            return new Recorded(result, where.orElse(null), recorder.fault());
        }
    }

    private BatchedRecord.Extent extent(RunStatus status) {
        if (status != RunStatus.SUCCESS) {
            return BatchedRecord.Extent.ALL;
        }
        return switch (common.recording()) {
            case ALL -> BatchedRecord.Extent.ALL;
            case FAILURES -> BatchedRecord.Extent.NOTHING;
            case SUMMARY -> BatchedRecord.Extent.SUMMARY;
        };
    }

    private RunResult run(RunHeader header, RunFacts facts, Secrets secrets, RunListener told) {
        return new JobRunner(
                        header.plan(),
                        header.runId(),
                        facts,
                        header.startedAt(),
                        common.services(),
                        secrets,
                        told,
                        never)
                .run();
    }

    private static BatchRun finished(int index, Recorded recorded, Duration late, RunTally tally, ObjectNode inputs) {
        RunResult result = recorded.result();
        return new BatchRun(
                index,
                result.runId(),
                result.status(),
                result.startedAt(),
                result.duration(),
                late,
                tally.waiting(),
                tally.calling(),
                tally.calls(),
                tally.attempts(),
                tally.retried(),
                inputs,
                result.outputs(),
                recorded.where(),
                failure(result));
    }

    private static BatchRun.@Nullable Failure failure(RunResult result) {
        RunResult.RunFailure failed = result.failure();
        if (failed == null) {
            return null;
        }
        StepFailure cause = failed.cause();
        FailedStep step = failed.step();
        List<Issue> issues = cause.issues();
        String reason = issues.isEmpty()
                ? cause.code().name()
                : issues.getFirst().code().name();
        return new BatchRun.Failure(
                step == null ? null : step.stepId(), cause.code().name(), reason, cause.message());
    }
}
