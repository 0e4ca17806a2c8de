package dev.dispatch.batch;

import dev.dispatch.plan.GivenInputs;

/**
 * The inputs of one run.
 *
 * @param index of the run, from 1
 * @param place for messages: {@code row 3 (line 4)} of a file, {@code userId=3} of a product; empty where all are the same
 * @param inputs what was given for this run and for all of them together, not checked yet
 */
public record Row(int index, String place, GivenInputs inputs) {}
