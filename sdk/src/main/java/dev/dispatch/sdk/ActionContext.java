package dev.dispatch.sdk;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an action may use while it runs. It belongs to one call: an action does not keep it.
 *
 * @param <C> the type of the credential that the step binds: a record, {@code Map<String, String>} or
 *     {@link ObjectNode}; {@link Void} where the action takes none
 */
public interface ActionContext<C> {

    /**
     * The transport of the run: base URL, default headers, cookies, time-outs and policies are those of the job.
     *
     * @return the transport; the same one for the whole call
     */
    Http http();

    /**
     * The secrets that the step's credential profile names. Their values are shown nowhere, wherever the action puts them.
     *
     * @return the credential as the type that the action names
     * @throws ActionException of kind {@link ActionException.Kind#BAD_INPUT} where the step binds none, or where a value
     *     does not fit its Java type
     */
    C credential();

    /**
     * The step that this call belongs to.
     *
     * @return the step
     */
    StepInfo step();

    /**
     * A copy of the values that the run holds under {@code run.*}.
     *
     * @return an object, to be changed at will
     */
    ObjectNode run();

    /**
     * Adds a line to the run's activity log, which is part of the record.
     *
     * @param line one line for people; secrets in it are hidden
     */
    void activity(String line);

    /**
     * Tells a watching person what is going on; not kept in the record.
     *
     * @param message a few words; secrets in them are hidden
     */
    void progress(String message);

    /**
     * Finds another action, of whatever kind, among those that the job could use.
     *
     * <pre>{@code
     * ResolvedAction lookup = context.resolve("customers.find").orElseThrow();
     * JsonNode customer = lookup.call(customerId).response();
     * }</pre>
     *
     * @param action the full name, {@code module.action}
     * @return the action; empty where there is none of that name
     */
    Optional<ResolvedAction> resolve(String action);
}
