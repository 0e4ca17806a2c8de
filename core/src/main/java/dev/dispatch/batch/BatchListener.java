package dev.dispatch.batch;

/** Is told how a batch goes, by several threads at once. */
public interface BatchListener {

    /** The runs are about to start. */
    void started(BatchHead head);

    /** A run has ended and is recorded. */
    void finished(BatchRun run);
}
