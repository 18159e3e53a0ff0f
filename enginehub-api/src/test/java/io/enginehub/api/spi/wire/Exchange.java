package io.enginehub.api.spi.wire;

import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.Dispatcher;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.WaitingQueue;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A call of a role that went over a wire: what was said on one side and heard on the other, and the bytes between. */
final class Exchange {
    /** A role with what makes and takes its bytes. */
    record Role<R>(Class<R> type, Function<Wire<R>, R> over, List<Call<R, ?, ?>> calls) {
        static final List<Role<?>> ALL = List.of(
                new Role<>(WaitingQueue.class, QueueCalls::over, QueueCalls.ALL),
                new Role<>(Dispatcher.class, DispatcherCalls::over, DispatcherCalls.ALL),
                new Role<>(Agent.class, AgentCalls::over, AgentCalls.ALL));

        List<Method> methods() {
            return Arrays.stream(type.getMethods())
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();
        }
    }

    final Method method;
    final List<Object> said;
    final Reply<?> answered;
    List<Object> heard = List.of();
    String called = "";
    Reply<?> told = new Reply.Unknown<>("nothing was told");
    Message request = new Message("", new byte[0], bytes -> bytes);
    Message reply = request;

    /** Bytes, and what reads them. */
    static final class Message {
        private final String name;
        private final byte[] bytes;
        private final Function<byte[], Object> reader;

        Message(String name, byte[] bytes, Function<byte[], Object> reader) {
            this.name = name;
            this.bytes = bytes;
            this.reader = reader;
        }

        String name() {
            return name;
        }

        byte[] bytes() {
            return bytes;
        }

        Object read(byte[] other) {
            return reader.apply(other);
        }
    }

    private Exchange(Method method, List<Object> said, Reply<?> answered) {
        this.method = method;
        this.said = said;
        this.answered = answered;
    }

    /** One exchange of random values for each call of each role. */
    static List<Exchange> all(long seed) {
        RandomValues random = new RandomValues(seed);
        List<Exchange> all = new ArrayList<>();
        for (Role<?> role : Role.ALL) {
            role.methods().forEach(method -> all.add(of(role, method, random)));
        }
        return all;
    }

    private static <R> Exchange of(Role<R> role, Method method, RandomValues random) {
        List<Object> said = new ArrayList<>();
        Arrays.stream(method.getGenericParameterTypes()).forEach(type -> said.add(random.value(type)));
        Exchange exchange = new Exchange(method, said, reply(answer(method), random));
        exchange.run(role);
        return exchange;
    }

    /** What a method's stage of a reply is of. */
    static Type answer(Method method) {
        Type reply = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
        return ((ParameterizedType) reply).getActualTypeArguments()[0];
    }

    private static Reply<?> reply(Type answer, RandomValues random) {
        return switch (random.below(6)) {
            case 0 -> new Reply.Refused<>((String) random.value(String.class), null);
            case 1 -> new Reply.Refused<>("BUSY", (Duration) random.value(Duration.class));
            case 2 -> new Reply.Unknown<>((String) random.value(String.class));
            default -> new Reply.Ok<>(random.value(answer));
        };
    }

    private <R> void run(Role<R> role) {
        Object target = Proxy.newProxyInstance(
                role.type().getClassLoader(), new Class<?>[] {role.type()}, (proxy, asked, arguments) -> {
                    called = asked.getName();
                    heard = arguments == null ? List.of() : Arrays.asList(arguments);
                    return CompletableFuture.completedFuture(answered);
                });
        R far = role.over().apply((call, bytes) -> {
            request = new Message(call.name() + " request", bytes, call::readRequest);
            return call.serve(role.type().cast(target), bytes).thenApply(back -> {
                reply = new Message(call.name() + " reply", back, call::readReply);
                return new Reply.Ok<>(back);
            });
        });
        try {
            CompletionStage<?> stage = (CompletionStage<?>) method.invoke(far, said.toArray());
            told = (Reply<?>) stage.toCompletableFuture().join();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method + " of " + said, e);
        }
    }
}
