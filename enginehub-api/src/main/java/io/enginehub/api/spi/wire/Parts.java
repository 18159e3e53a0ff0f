package io.enginehub.api.spi.wire;

import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of a message that is read. Each is copied once, when it is first referred to, however often it is. */
final class Parts {
    private final List<ByteBuffer> slices = new ArrayList<>();
    private final Map<Integer, Payload> payloads = new HashMap<>();
    private final Map<Integer, ProcessFlow> flows = new HashMap<>();

    /** Takes the next part. */
    void add(ByteBuffer slice) {
        slices.add(slice);
    }

    int count() {
        return slices.size();
    }

    Payload payload(int part, String type, HeadReader at) {
        ByteBuffer slice = slice(part, at);
        Payload payload = payloads.get(part);
        if (payload == null) {
            try {
                payload = Payload.ofBytes(type, slice);
            } catch (IllegalArgumentException e) {
                throw at.fault("its type is none", "Give a content type of visible ASCII", e);
            }
            payloads.put(part, payload);
        }
        if (!payload.contentType().equals(type)) {
            throw at.fault("its part has another type elsewhere", "Give a part one type");
        }
        return payload;
    }

    ProcessFlow flow(int part, HeadReader at) {
        ProcessFlow flow = flows.get(part);
        if (flow == null) {
            String json = Payload.ofBytes(Payload.JSON, slice(part, at)).text();
            try {
                flow = ProcessFlow.parse(json);
            } catch (InvalidFlowException e) {
                throw at.fault("its part is no flow", "Send a flow that is valid", e);
            }
            flows.put(part, flow);
        }
        return flow;
    }

    private ByteBuffer slice(int part, HeadReader at) {
        if (part < 0 || part >= slices.size()) {
            throw at.fault("there is no part " + part, "Count from 0; the message has " + slices.size() + " parts");
        }
        return slices.get(part);
    }
}
