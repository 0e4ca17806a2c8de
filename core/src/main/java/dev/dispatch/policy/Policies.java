package dev.dispatch.policy;

import dev.dispatch.json.Json;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;

/** All policies that apply: what one of them denies is denied, whatever the others allow. */
public final class Policies {

    /** Everything is allowed. */
    public static final Policies NONE = new Policies(List.of());

    private final List<Policy> all;

    Policies(List<Policy> all) {
        this.all = List.copyOf(all);
    }

    /** For where policies cannot be read: no code is loaded until they can. */
    public static Policies withoutCode(String file) {
        return new Policies(List.of(new Policy(file, null, List.of(), null, null, true, null, null, false, true)));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Whether a URL's host may be called.
     *
     * @param host as the transport spells it; an address is held against the rules for addresses too
     */
    public Optional<Denial> host(String host, int port) {
        return first(policy -> policy.host(host, port));
    }

    /** Whether an address may be connected to that a name was resolved to. */
    public Optional<Denial> address(String host, InetAddress address) {
        return first(policy -> policy.address(host, address, 0));
    }

    /** What is said of a host whose address cannot be looked at; empty where no policy wants to. */
    public Optional<Denial> hiddenAddress(String host) {
        return first(policy -> policy.hiddenAddress(host));
    }

    /** Whether a server may be believed to be the right one without a look at its certificate. */
    public Optional<Denial> insecureTls() {
        return first(Policy::insecure);
    }

    /** Whether it matters to what address a name is resolved. */
    public boolean watchAddresses() {
        for (Policy policy : all) {
            if (policy.watchesAddresses()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether requests may have a method.
     *
     * @param method in capitals
     */
    public Optional<Denial> method(String method) {
        return first(policy -> policy.method(method));
    }

    /**
     * Whether an action may have its effect.
     *
     * @param effect {@code read}, {@code write} or {@code delete}
     * @param of what has the effect, for the sentence
     */
    public Optional<Denial> effect(String effect, String of) {
        return first(policy -> policy.effect(effect, of));
    }

    /** Whether jobs may read an environment variable. */
    public Optional<Denial> variable(String name) {
        return first(policy -> policy.variable(name));
    }

    /** The variables that jobs may read. */
    public Map<String, String> readable(Map<String, String> environment) {
        if (all.isEmpty()) {
            return environment;
        }
        Map<String, String> readable = new HashMap<>();
        environment.forEach((name, value) -> {
            if (variable(name).isEmpty()) {
                readable.put(name, value);
            }
        });
        return readable;
    }

    /** The rules, without the files that hold them; equal rules give equal documents on every machine. */
    public ArrayNode toJson() {
        ArrayNode rules = Json.array();
        all.forEach(policy -> rules.add(policy.toJson()));
        return rules;
    }

    /** Whether jobs may read or write a file; links are followed, and what cannot be followed is denied. */
    public Optional<Denial> file(Path file) {
        return first(policy -> policy.file(file));
    }

    /** Whether a module with code may be loaded. */
    public Optional<Denial> codeModule(String name) {
        return first(policy -> policy.codeModule(name));
    }

    /** Whether another program may be run that fetches code; no rule for hosts sees its connections. */
    public Optional<Denial> program(String name) {
        return first(policy -> policy.program(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Policies policies && all.equals(policies.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    private Optional<Denial> first(Function<Policy, Optional<Denial>> rule) {
        for (Policy policy : all) {
            Optional<Denial> denial = rule.apply(policy);
            if (denial.isPresent()) {
                return denial;
            }
        }
        return Optional.empty();
    }
}
