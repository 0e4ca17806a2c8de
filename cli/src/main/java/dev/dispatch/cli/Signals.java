package dev.dispatch.cli;

import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Cancellation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Turns the signals that ask a process to end into the wish to stop. Shutdown hooks come too late for that, and the
 * only other way, {@code sun.misc.Signal} of the module {@code jdk.unsupported}, cannot be named in source without a
 * warning that nothing switches off: hence the reflection.
 */
final class Signals {

    private Signals() {}

    /** The first signal lets the work end in order and be recorded; a second one ends the process at once. */
    static void stop(Cancellation cancellation) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(cancellation, arguments);
            }
            if (cancellation.cancelled()) {
                Runtime.getRuntime().halt(ProblemCode.INTERRUPTED.exitCode());
            }
            cancellation.cancel();
            return null;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Constructor<?> constructor = signal.getConstructor(String.class);
            Method handle = signal.getMethod("handle", signal, handlerType);
            Object listener =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
            for (String name : List.of("INT", "TERM")) {
                handle.invoke(null, constructor.newInstance(name), listener);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be handled on this Java", e);
        }
    }
}
