using System.Buffers;
using System.Diagnostics;

namespace ApiGovernance.Gateway.Observability;

/// <summary>
/// What goes in and out of a trace: <c>traceparent</c> and <c>tracestate</c> (W3C Trace Context), as they are defined and no more of them.
/// <c>baggage</c> is what a caller tells everybody behind it, under whatever names it likes; who is inside does not hear it from who is outside.
/// </summary>
internal sealed class TraceContext : DistributedContextPropagator
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    /// <summary>Version, trace, parent and flags with the hyphens between them.</summary>
    private const int ParentLength = 55;
    private const int VersionEnd = 2;
    private const int TraceEnd = 35;
    private const int SpanEnd = 52;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The forwarder takes these from the copied request before the trace's own are written.</summary>
    public override IReadOnlyCollection<string> Fields { get; } = [Parent, State, "baggage", "Correlation-Context", "Request-Id"];

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        if (getter is null)
            return;
        getter(carrier, Parent, out string? parent, out _);
        // A state belongs to the trace that it came with.
        if (parent is null || (traceId = Read(parent)) is null)
            return;
        getter(carrier, State, out string? state, out _);
        traceState = string.IsNullOrEmpty(state) ? null : TraceState.Read(state);
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (setter is null || activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
            return;
        setter(carrier, Parent, id);
        if (activity.TraceStateString is { Length: > 0 } state)
            setter(carrier, State, state);
    }

    /// <returns>The field with the flags that are defined; null when it is not well formed.</returns>
    private static string? Read(string field)
    {
        ReadOnlySpan<char> text = field;
        if (text.Length < ParentLength || text[VersionEnd] != '-' || text[TraceEnd] != '-' || text[SpanEnd] != '-')
            return null;
        ReadOnlySpan<char> version = text[..VersionEnd];
        ReadOnlySpan<char> trace = text[(VersionEnd + 1)..TraceEnd];
        ReadOnlySpan<char> span = text[(TraceEnd + 1)..SpanEnd];
        ReadOnlySpan<char> flags = text[(SpanEnd + 1)..ParentLength];
        if (version.ContainsAnyExcept(Hex) || trace.ContainsAnyExcept(Hex) || span.ContainsAnyExcept(Hex) || flags.ContainsAnyExcept(Hex))
            return null;
        if (version is "ff" || !trace.ContainsAnyExcept('0') || !span.ContainsAnyExcept('0'))
            return null;
        // Two fields come as one with a comma. A later version may say more at the end, after a hyphen.
        if (text.Length > ParentLength && (version is "00" || text[ParentLength] != '-'))
            return null;
        // Sampled, and (Level 2) random; what the other bits will mean nobody knows, so they are not passed on.
        return text.Length == ParentLength && flags[0] == '0' && flags[1] <= '3'
            ? field
            : $"{text[..(SpanEnd + 1)]}0{(char)('0' + ((char.IsAsciiDigit(flags[1]) ? flags[1] - '0' : flags[1] - 'a' + 10) & 3))}";
    }
}
