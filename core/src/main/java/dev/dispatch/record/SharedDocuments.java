package dev.dispatch.record;

import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.Plan;
import dev.dispatch.redact.Redactor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the records of all runs of a batch begin with, made once: the job, the jobs that it calls and the modules. A run
 * whose secrets are others than the first one's makes its own.
 */
public final class SharedDocuments {

    private final Map<String, byte[]> files;
    private final IdentityHashMap<LoadedModule, String> hashes;
    private final List<String> secrets;
    private final int known;
    private volatile StartDocuments.@Nullable Settled settled;

    private SharedDocuments(
            Map<String, byte[]> files, IdentityHashMap<LoadedModule, String> hashes, List<String> secrets, int known) {
        this.files = files;
        this.hashes = hashes;
        this.secrets = secrets;
        this.known = known;
    }

    /**
     * Those of a run.
     *
     * @param header of the first run
     * @param redactor with what is secret in it
     */
    public static SharedDocuments of(RunHeader header, Redactor redactor) {
        StartDocuments start = new StartDocuments(header, redactor, null);
        Map<String, byte[]> files = start.files();
        files.remove(RecordFiles.META);
        return new SharedDocuments(
                Map.copyOf(files),
                new IdentityHashMap<>(start.hashes()),
                header.plan().secrets(),
                redactor.secretsKnown());
    }

    /** The files by their names in a record. */
    public Map<String, byte[]> files() {
        return files;
    }

    IdentityHashMap<LoadedModule, String> hashes() {
        return hashes;
    }

    /** That of the run before where this one has the same plan, as all have that are given the same inputs; for what fits. */
    @SuppressWarnings("ReferenceEquality") // To compare two plans is to walk through all of them.
    StartDocuments.Settled settled(Plan plan, Supplier<StartDocuments.Settled> made) {
        StartDocuments.Settled before = settled;
        if (before != null && before.plan() == plan) {
            return before;
        }
        StartDocuments.Settled now = made.get();
        settled = now;
        return now;
    }

    /** Whether they are what the run would write itself. */
    boolean fit(RunHeader header, Redactor redactor) {
        return redactor.secretsKnown() == known && header.plan().secrets().equals(secrets);
    }
}
