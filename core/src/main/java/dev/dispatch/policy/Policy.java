package dev.dispatch.policy;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.Shown;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of one file; a rule that is null allows everything.
 *
 * @param file that holds them, as findings name it
 * @param allowHosts the only hosts that may be called
 * @param denyHosts hosts that may not be called, also where another rule allows them
 * @param methods the only methods of requests, in capitals
 * @param effects the only effects of actions
 * @param privateAddresses whether addresses outside the public network may be connected to
 * @param env names of the only variables that jobs may read; one may end in {@code *}
 * @param files the only folders that jobs may touch, absolute
 * @param codeModules whether modules in Java or JavaScript may be loaded
 * @param insecureTls whether calls may be made without a look at the server's certificate
 */
record Policy(
        String file,
        @Nullable List<HostPattern> allowHosts,
        List<HostPattern> denyHosts,
        @Nullable Set<String> methods,
        @Nullable Set<String> effects,
        boolean privateAddresses,
        @Nullable List<String> env,
        @Nullable List<Path> files,
        boolean codeModules,
        boolean insecureTls) {

    private static final int LONGEST_METHOD = 40;

    /** The rules as written; folders as they are seen from the policy's own file. */
    ObjectNode toJson() {
        ObjectNode rules = Json.object();
        if (allowHosts != null) {
            rules.set(
                    "allowHosts",
                    Json.texts(allowHosts.stream().map(HostPattern::text).toList()));
        }
        rules.set(
                "denyHosts",
                Json.texts(denyHosts.stream().map(HostPattern::text).toList()));
        set(rules, "methods", methods == null ? null : new TreeSet<>(methods));
        set(rules, "effects", effects == null ? null : new TreeSet<>(effects));
        rules.put("privateAddresses", privateAddresses);
        set(rules, "env", env);
        set(
                rules,
                "files",
                files == null ? null : files.stream().map(this::fromHere).toList());
        return rules.put("codeModules", codeModules).put("insecureTls", insecureTls);
    }

    private static void set(ObjectNode rules, String name, @Nullable Iterable<String> values) {
        if (values != null) {
            rules.set(name, Json.texts(values));
        }
    }

    private String fromHere(Path folder) {
        Path here = Path.of(file).toAbsolutePath().getParent();
        return here == null
                ? folder.toString()
                : here.relativize(folder.toAbsolutePath()).toString();
    }

    Optional<Denial> host(String host, int port) {
        String normal = HostPattern.normal(host);
        Optional<InetAddress> address = Addresses.literal(normal);
        String actual = (normal.indexOf(':') < 0 ? normal : "[" + normal + "]") + ":" + port;
        for (HostPattern pattern : denyHosts) {
            if (pattern.matches(normal, address, port)) {
                return Optional.of(denied(
                        "denyHosts",
                        "The policy denies the host " + actual,
                        "a host that " + pattern.text() + " does not mean",
                        actual));
            }
        }
        if (allowHosts != null
                && allowHosts.stream().noneMatch(allowed -> allowed.matchesItself(normal, address, port))) {
            return Optional.of(denied(
                    "allowHosts",
                    "The policy does not allow the host " + actual,
                    oneOf("no host", allowHosts.stream().map(HostPattern::text).toList()),
                    actual));
        }
        if (watchesAddresses() && address.isEmpty() && Addresses.isNumeric(normal)) {
            return Optional.of(denied(
                    "privateAddresses",
                    "The policy does not allow " + actual + ", which cannot be told to be one address",
                    "a name, or an address of four numbers",
                    actual));
        }
        return address.flatMap(found -> address(normal, found, port));
    }

    /** An address that a name was resolved to. */
    Optional<Denial> address(String host, InetAddress address, int port) {
        String text = address.getHostAddress();
        String actual = text.equals(host) ? text : host + ", which is " + text;
        for (HostPattern pattern : denyHosts) {
            // Names are resolved without their port, so a rule for a port speaks for all of them.
            if (pattern.isOfAddresses()
                    && pattern.matches(host, Optional.of(address), port == 0 ? pattern.port() : port)) {
                return Optional.of(denied(
                        "denyHosts",
                        "The policy denies the address of " + actual,
                        "an address outside " + pattern.text(),
                        actual));
            }
        }
        return privateAddresses || !Addresses.isPrivate(address)
                ? Optional.empty()
                : Optional.of(denied(
                        "privateAddresses",
                        "The policy denies private addresses such as that of " + actual,
                        "an address of the public network",
                        actual));
    }

    /** A host that only a proxy can find. */
    Optional<Denial> hiddenAddress(String host) {
        return watchesAddresses()
                ? Optional.of(denied(
                        privateAddresses ? "denyHosts" : "privateAddresses",
                        "The policy watches addresses, and that of " + host
                                + " cannot be found here, only by the proxy in between",
                        "a host that can be found here, or one that is called directly",
                        host))
                : Optional.empty();
    }

    Optional<Denial> insecure() {
        return insecureTls
                ? Optional.empty()
                : Optional.of(denied(
                        "insecureTls",
                        "The policy does not let calls go to servers whose certificate nobody checks",
                        "the certificate of who signed the server's, as 'ca'",
                        "insecure"));
    }

    /** Whether it matters to what address a name is resolved. */
    boolean watchesAddresses() {
        return !privateAddresses || denyHosts.stream().anyMatch(HostPattern::isOfAddresses);
    }

    Optional<Denial> method(String method) {
        if (methods == null || methods.contains(method)) {
            return Optional.empty();
        }
        String shown = method.length() > LONGEST_METHOD ? method.substring(0, LONGEST_METHOD) + "..." : method;
        return Optional.of(denied(
                "methods",
                "The policy does not allow the method " + Shown.of(shown),
                oneOf("no method", methods),
                shown));
    }

    Optional<Denial> effect(String effect, String of) {
        return effects == null || effects.contains(effect)
                ? Optional.empty()
                : Optional.of(denied(
                        "effects",
                        "The policy does not allow the effect '" + effect + "' of " + of,
                        oneOf("no effect", effects),
                        effect));
    }

    Optional<Denial> variable(String name) {
        return env == null || env.stream().anyMatch(pattern -> isMeant(name, pattern))
                ? Optional.empty()
                : Optional.of(denied(
                        "env",
                        "The policy does not let jobs read the environment variable '" + Shown.of(name) + "'",
                        oneOf("no variable", env),
                        name));
    }

    Optional<Denial> file(Path file) {
        if (files == null) {
            return Optional.empty();
        }
        Optional<Path> real = RealPath.of(file);
        boolean allowed = real.isPresent()
                && files.stream()
                        .anyMatch(folder -> RealPath.of(folder)
                                .filter(real.get()::startsWith)
                                .isPresent());
        return allowed
                ? Optional.empty()
                : Optional.of(denied(
                        "files",
                        "The policy does not let jobs touch " + Shown.of(file.toString()),
                        oneOf("no file", files.stream().map(Path::toString).toList()),
                        file.toString()));
    }

    Optional<Denial> codeModule(String name) {
        return codeModules
                ? Optional.empty()
                : Optional.of(denied(
                        "codeModules",
                        "The policy does not let modules run code, and module '" + Shown.of(name) + "' has an entry",
                        "a module whose actions stand in module.json",
                        name));
    }

    Optional<Denial> program(String name) {
        return codeModules
                ? Optional.empty()
                : Optional.of(denied(
                        "codeModules",
                        "The policy does not let other code run, and this needs " + name,
                        "what dispatch does by itself",
                        name));
    }

    private Denial denied(String rule, String what, String expected, String actual) {
        return new Denial(rule, file, what, expected, actual);
    }

    private static String oneOf(String none, Collection<String> allowed) {
        return allowed.isEmpty() ? none + " at all" : Names.oneOf(allowed);
    }

    private static boolean isMeant(String name, String pattern) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
