using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Brings what was found of pairs of schemas to the operations that use them: one finding for one cause.</summary>
internal sealed class SchemaReporting(PairGraph graph, ChangeSink sink, WitnessSearch witnesses)
{
    /// <summary>The vocabulary has names of their own for properties of header parameters.</summary>
    private static readonly Dictionary<string, string> HeaderIds = new(StringComparer.Ordinal)
    {
        ["new-required-request-parameter-property"] = "new-required-request-header-property",
        ["request-parameter-property-became-required"] = "request-header-property-became-required",
        ["request-parameter-property-became-enum"] = "request-header-property-became-enum",
    };

    /// <summary>A message that is deeper is no witness that anybody reads.</summary>
    private const int MaxSteps = 100;

    private readonly Dictionary<string, Reported> _reported = new(StringComparer.Ordinal);
    private readonly List<Reported> _order = [];

    public void Report(IReadOnlyList<SchemaUse> uses)
    {
        foreach (SchemaUse use in uses)
            new Visit(this, graph, use).Run();
        foreach (Reported reported in _order)
        {
            foreach (SchemaChange change in PropertyNotice.Check(reported.Change, sink.ContextsOf(reported.Operations).Select(sink.Policy.NoticeFor), sink.Options.Today))
                Finish(reported.With(change));
        }

        if (graph.Requests.IsExhausted || graph.Responses.IsExhausted)
            sink.NotCompared(graph.After.Nowhere, "The schemas of the two contracts are too many or too entangled to be compared completely within the budget; what was not shown to be fine counts as not compared.");
    }

    private Reported Add(SchemaUse use, Way? way, PairNode pair, SchemaChange found, bool isSafe)
    {
        SchemaChange change = use.Frame is ParameterFrame { New.In: ParameterLocation.Header } && HeaderIds.TryGetValue(found.Id, out string? id) ? found with { Id = id } : found;
        string key = string.Join('\u001f', change.Id, pair.IsRequest, change.At.DocumentUri, change.At.Pointer, change.Was?.DocumentUri, change.Was?.Pointer, change.Property, change.Before, change.After, change.Tag?.Split(':')[0]);
        if (!_reported.TryGetValue(key, out Reported? known))
        {
            _reported[key] = known = new Reported(use, way, pair, change, isSafe);
            _order.Add(known);
        }
        else if (known.IsSafe && !isSafe)
        {
            // The use in which it breaks is the one to show.
            known.Show(use, way, pair);
        }

        if (use.Operation is { } operation && known.Seen.Add(operation))
            known.Operations.Add(operation);
        return known;
    }

    private void Finish(Reported reported)
    {
        SchemaChange change = reported.Change;
        ChangeDefinition definition = ChangeCatalog.Get(change.Id);
        Severity inherent = change.AtLeast is { } least && least < definition.Severity ? least : definition.Severity;
        bool breaks = inherent == Severity.Error, harmless = breaks && reported.IsSafe && !change.IsByMeaning;
        WitnessExchange? exchange = breaks && !harmless && !reported.IsSafe ? Witness(reported) : null;
        if (change.IsUnexplained && exchange is null)
        {
            sink.NotCompared(Finding(reported, ChangeCatalog.Get("schema-not-compared"), sink.Policy.SeverityOfUndecided(sink.ContextsOf(reported.Operations))) with
            {
                Message = Sentence(reported, $"has a {reported.Position.Name} that {Difference(reported.Pair)}; that could not be decided."),
                Compatibility = ChangeCompatibility.Undecided,
                Before = null,
                After = null,
            });
            return;
        }

        ChangeCompatibility effect = !breaks || harmless ? ChangeCompatibility.Compatible : exchange is null ? ChangeCompatibility.BreakingByRule : ChangeCompatibility.BreakingProven;
        Severity? weighed = sink.Policy.SeverityOf(definition, change.AtLeast, effect, sink.ContextsOf(reported.Operations));
        if (weighed is not { } severity)
            return;
        sink.Add(Finding(reported, definition, harmless && severity < Severity.Info ? Severity.Info : severity) with
        {
            Exchange = exchange is not null && reported.Use.Frame is { } frame && sink.Requests is { } requests ? requests.Complete(exchange, frame.Before) : exchange,
            Witness = exchange is null ? null : WitnessSentence.Of(exchange),
            Compatibility = effect,
        });
    }

    private WitnessExchange? Witness(Reported reported)
    {
        if (reported.Use.Frame is not { } frame || reported.Change is { Tag: null, IsUnexplained: false })
            return null;
        IReadOnlyList<PairStep> steps = reported.Steps;
        return steps.Count > MaxSteps ? null : witnesses.Find(frame, reported.Use.Root, steps, reported.Pair, reported.Change.Tag, reported.Change.Property);
    }

    private static string Difference(PairNode pair) => (pair.Old.Shape.Dangling.Count + pair.New.Shape.Dangling.Count > 0)
        ? $"refers to what is not there ({string.Join(", ", pair.Old.Shape.Dangling.Union(pair.New.Shape.Dangling))})"
        : "differs in keywords that work together";

    private static Finding Finding(Reported reported, ChangeDefinition definition, Severity severity) => new()
    {
        Kind = FindingKind.Change,
        RuleId = definition.Id,
        Severity = severity,
        Message = Sentence(reported, reported.Change.Message(reported.Position)),
        Fix = definition.Fix,
        Source = reported.Change.At.Node.Span,
        BaseSource = reported.Change.Was?.Node.Span,
        Pointer = reported.Pointer,
        Operation = reported.Operations.Count == 1 ? reported.Operations[0].ToString() : null,
        Operations = reported.Operations.Count > 1 ? [.. reported.Operations.Select(operation => operation.ToString())] : [],
        Before = reported.Change.Before,
        After = reported.Change.After,
        Fields = reported.Fields,
        Identity = Identity(reported),
        HelpUri = $"docs/reference/change-ids.md#{definition.Id}",
    };

    private static string Sentence(Reported reported, string message)
    {
        SchemaPosition position = reported.Use.Position;
        return Sentence(reported.Operations, $"{(position.Within is null ? "" : $"(in {position.Within}) ")}{position.Wording?.Invoke(message) ?? message}");
    }

    private static string Sentence(List<ApiOperation> operations, string message) => operations.Count switch
    {
        0 => message,
        1 => $"`{operations[0]}` {message}",
        2 => $"`{operations[0]}` (and `{operations[1]}`) {message}",
        _ => $"`{operations[0]}` (and {operations.Count - 1} more operations) {message}",
    };

    /// <summary>A component by its name and the way below it; what is written in an operation by that operation and the way to it.</summary>
    private static string Identity(Reported reported)
    {
        string side = reported.Pair.IsRequest ? "request" : "response";
        string property = reported.Change.Property is { } name ? $" .{name}" : "";
        string pointer = reported.Change.At.Pointer;
        if (pointer.StartsWith("/components/", StringComparison.Ordinal) || pointer.StartsWith("/definitions/", StringComparison.Ordinal))
            return $"{side} {pointer}{property}";
        string operation = reported.Operations.Count > 0 ? PathShape.Of(reported.Operations[0]) : "";
        return $"{side} {operation} {(reported.Use.Position.Within is { } part ? $"{part} " : "")}{reported.Use.Position.Root} {SchemaPosition.Dotted(reported.Position.Path)}{property}";
    }

    /// <summary>The walk through all pairs below one use.</summary>
    private sealed class Visit(SchemaReporting reporting, PairGraph graph, SchemaUse use)
    {
        private readonly Dictionary<PairNode, bool> _visited = [];
        private readonly List<(Reported Reported, PairNode Pair)> _told = [];
        private readonly PairWays _ways = new(use.Root);
        private readonly Queue<(PairNode Pair, Way? Way, bool IsSafe)> _open = new();
        private bool _isTold;

        public void Run()
        {
            // The shortest way to a change is the one that people and witnesses understand.
            _open.Enqueue((use.Root, null, false));
            while (_open.TryDequeue(out (PairNode Pair, Way? Way, bool IsSafe) at))
            {
                bool isSafe = at.IsSafe || IsUnsent(at.Pair) || graph.Holds(at.Pair);
                // A pair that was fine on one way is looked at again when it is not on another.
                bool isKnown = _visited.TryGetValue(at.Pair, out bool wasSafe);
                if (isKnown && (!wasSafe || isSafe))
                    continue;
                _visited[at.Pair] = isSafe;
                foreach (SchemaChange change in at.Pair.Changes.Where(change => !change.IsOfXml || use.IsXml))
                    Tell(at.Way, at.Pair, change, isSafe || change.IsSafe);
                _isTold |= !isSafe && at.Pair.Changes.Exists(Breaks);
                if (!isSafe && !IsExplained(at.Pair))
                    Report(at.Way, at.Pair);
                foreach (PairEdge edge in at.Pair.Edges)
                {
                    _open.Enqueue((edge.Target, new Way(at.Way, edge.Step), isSafe));
                    if (!isKnown)
                        _ways.Add(at.Pair, edge);
                }
            }

            // Pairs that refer to each other may each have left it to the other.
            if (!_isTold && !graph.Holds(use.Root))
                Report(null, use.Root);
            if (use.Position.Part is not { } part)
                return;
            foreach ((Reported reported, PairNode pair) in _told.Distinct())
                reported.AddFields(FieldsOf(part, pair, reported.Change.Property));
        }

        private List<FieldSubject>? FieldsOf(FieldSubject part, PairNode pair, string? property) =>
            _ways.To(pair)?.Select(names => Subjects.Below(part, property is null ? names : [.. names, property])).ToList();

        private void Tell(Way? way, PairNode pair, SchemaChange change, bool isSafe) => _told.Add((reporting.Add(use, way, pair, change, isSafe), pair));

        private void Report(Way? way, PairNode pair)
        {
            _isTold = true;
            Tell(way, pair, Unexplained(pair), isSafe: false);
        }

        private static bool Breaks(SchemaChange change) => change is { IsOfXml: false, IsSafe: false } && (ChangeCatalog.Get(change.Id).Severity == Severity.Error || change.AtLeast == Severity.Error);

        /// <summary>What the message leaves out because of its direction.</summary>
        private static bool IsUnsent(PairNode pair) => pair.Subject is "request-read-only-property" or "response-write-only-property";

        private bool IsExplained(PairNode pair) =>
            pair.Changes.Exists(Breaks) || pair.Edges.Exists(edge => !IsUnsent(edge.Target) && !graph.Holds(edge.Target));

        private static SchemaChange Unexplained(PairNode pair) => new()
        {
            Id = $"{pair.Subject}-{(pair.IsRequest ? "schema-narrowed" : "schema-widened")}",
            Message = position => $"{(pair.IsRequest ? "no longer accepts every" : "may return other values of the")} {position.Name}{(pair.IsRequest ? " that it did" : " than before")}.",
            At = pair.Place,
            Was = pair.Old.Place,
            IsUnexplained = true,
        };
    }
}
