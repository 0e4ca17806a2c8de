package dev.dispatch.batch;

import dev.dispatch.plan.GivenInputs;

/**
 * The inputs of one run.
 *
 * @param index of the run, from 1
 * @param place for messages: {@code row 3 (line 4)} of a file, {@code userId=3} of a product; empty where all are the same
 * @param inputs what was given for this run and for all of them together, not checked yet
 * @param line where it begins in its file, from 1; 0 where it comes from no file
 */
public record Row(int index, String place, GivenInputs inputs, int line) {

    /** One that comes from no file. */
    public Row(int index, String place, GivenInputs inputs) {
        this(index, place, inputs, 0);
    }
}
