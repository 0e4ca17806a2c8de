package dev.dispatch.run;

/**
 * What is known of an execution that began before and did not end.
 *
 * @param last number of the last attempt
 * @param failed how many attempts failed; those that were cut off count for nothing
 * @param calls how often the attempts that failed called the action
 */
public record Begun(int last, int failed, int calls) {

    /** It did not begin. */
    public static final Begun NOT = new Begun(0, 0, 0);
}
