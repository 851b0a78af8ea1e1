using System.Text;
using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// Looks for the proof of a breaking change: a message that the producer's contract allows and the consumer's refuses, at the changed
/// place. Both facts are checked with the validator before it is shown; without them there is no witness.
/// </summary>
/// <param name="isFine">The solver's proofs for requests and for responses: what is shown to be fine needs no search.</param>
internal sealed class WitnessSearch(SchemaSpace before, SchemaSpace after, Func<bool, SchemaTerm, SchemaTerm, bool> isFine)
{
    private const int MaxCandidates = 160;

    /// <summary>Values drawn where no keyword alone shows the change: for one, and for all of a comparison.</summary>
    private const int MaxSamples = 250;
    private const int MaxSamplesInAll = 20_000;

    /// <summary>So many that hold are weighed for their shortness.</summary>
    private const int Enough = 4;

    private readonly ExampleValues _oldValues = new(before);
    private readonly ExampleValues _newValues = new(after);
    private readonly MessageSchemas _before = new(before);
    private readonly MessageSchemas _after = new(after);
    private readonly Dictionary<PairNode, List<Candidate>> _candidates = [];
    private readonly Dictionary<SchemaDirection, (InstanceBuilder Builder, Placement Placement)> _makers = [];
    private readonly Dictionary<PairNode, List<Instance>> _drawn = [];
    private int _samples;

    /// <param name="frame">The message around the value.</param>
    /// <param name="root">The whole value's pair.</param>
    /// <param name="steps">From there to the changed one.</param>
    /// <param name="tag">What must be shown; null for anything that is refused there.</param>
    /// <param name="property">The property below that it is about; null for the value itself.</param>
    public WitnessExchange? Find(WitnessFrame frame, PairNode root, IReadOnlyList<PairStep> steps, PairNode pair, string? tag, string? property)
    {
        if (Roots(frame) is not var (oldSchema, newSchema))
            return null;
        SchemaDirection direction = pair.IsRequest ? SchemaDirection.Request : SchemaDirection.Response;
        CompiledSchema? old = oldSchema is null ? null : _before.Get(oldSchema, direction), now = newSchema is null ? null : _after.Get(newSchema, direction);
        if ((oldSchema is not null && old is null) || (newSchema is not null && now is null))
            return null;
        (CompiledSchema? producer, CompiledSchema? consumer) = pair.IsRequest ? (old, now) : (now, old);
        // Nothing is refused by what says nothing.
        if (consumer is null)
            return null;
        (InstanceBuilder builder, Placement placement) = Makers(direction);
        NamedValue? named = NamedValue.Of(tag, pair);
        WitnessExchange? best = null;
        int held = 0;
        foreach (Candidate candidate in Ordered(pair, builder, tag))
        {
            if (held > 0 && tag is not null && candidate.Tag != tag)
                break;
            if (named is not null && !named.Holds(candidate.Value))
                continue;
            if (placement.Put(root.Producer, steps, candidate.Value) is not var (message, pointer) || message.Text.Length > TextSamples.MaxLength * 2)
                continue;
            byte[] bytes = Encoding.UTF8.GetBytes(message.Text);
            if ((producer is not null && !producer.IsValid(bytes)) || consumer.IsValid(bytes))
                continue;
            string place = property is null ? pointer : JsonPointer.Append(pointer, property);
            if (Refusal(consumer.Validate(bytes).Errors, pointer, place, tag) is not { } error || !IsSpelled(frame, root.Spelling, producer, consumer, message, pair.IsRequest, place, error, out WitnessExchange? exchange))
                continue;
            if (best is null || Weight(exchange!) < Weight(best))
                best = exchange;
            if (++held >= Enough)
                break;
        }

        return best ?? Drawn(frame, root, steps, pair, producer, consumer, builder, property, named);
    }

    /// <summary>Whole messages that show the change, whatever keywords make them do so.</summary>
    private WitnessExchange? Drawn(
        WitnessFrame frame, PairNode root, IReadOnlyList<PairStep> steps, PairNode pair, CompiledSchema? producer, CompiledSchema consumer, InstanceBuilder builder, string? property, NamedValue? named)
    {
        WitnessExchange? best = null;
        foreach (Instance message in Refused(root, steps, producer, consumer, builder, property))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(message.Text);
            IReadOnlyList<SchemaError> errors = consumer.Validate(bytes).Errors;
            foreach (string pointer in PlaceOf.Step(message, steps).Where(at => named?.Holds(PlaceOf.Value(message, at)) != false))
            {
                string place = property is null ? pointer : JsonPointer.Append(pointer, property);
                if (Refusal(errors, pointer, place, "branch") is { } error && IsSpelled(frame, root.Spelling, producer, consumer, message, pair.IsRequest, place, error, out WitnessExchange? exchange)
                    && (best is null || Weight(exchange!) < Weight(best)))
                    best = exchange;
            }
        }

        return best;
    }

    /// <summary>Messages that the producer may send and the consumer refuses; drawn once for a value and the names on the way.</summary>
    private List<Instance> Refused(PairNode root, IReadOnlyList<PairStep> steps, CompiledSchema? producer, CompiledSchema consumer, InstanceBuilder builder, string? property)
    {
        if (!_drawn.TryGetValue(root, out List<Instance>? known))
            _drawn[root] = known = [];
        HashSet<string> wanted = new(steps.Where(step => step.Kind == StepKind.Property).Select(step => step.Name!), StringComparer.Ordinal);
        if (property is not null)
            wanted.Add(property);
        MessageSampler sampler = new(builder, wanted, (ulong)known.Count + (ulong)steps.Count + 1);
        List<Instance> found = [];
        // A value of a thousand alternatives costs as much as many others.
        int cost = 1 + ((root.Producer.Shape.Groups.Sum(group => group.Branches.Count) + root.Consumer.Shape.Groups.Sum(group => group.Branches.Count)) / 10);
        for (int i = 0; i < MaxSamples && found.Count < Enough && _samples < MaxSamplesInAll; i++, _samples += cost)
        {
            if (sampler.Next(root.Producer, root.Consumer) is not { } message || message.Text.Length > TextSamples.MaxLength)
                continue;
            byte[] bytes = Encoding.UTF8.GetBytes(message.Text);
            if (!consumer.IsValid(bytes) && producer?.IsValid(bytes) != false)
                found.Add(message);
        }

        known.AddRange(found);
        return known.Count > 40 ? found : known;
    }

    private IEnumerable<Candidate> Ordered(PairNode pair, InstanceBuilder builder, string? tag)
    {
        if (!_candidates.TryGetValue(pair, out List<Candidate>? all))
            _candidates[pair] = all = [.. (pair.Spelling == Spelling.Json ? [] : TextCandidates.Of(pair.Producer.Shape, pair.Consumer.Shape)).Concat(new Candidates(builder, (sent, wanted) => isFine(pair.IsRequest, sent, wanted)).Of(pair.Producer, pair.Consumer)).DistinctBy(candidate => (candidate.Tag, candidate.Value.Text)).Take(MaxCandidates)];
        return tag is null ? all : all.Where(candidate => candidate.Tag == tag).Concat(all.Where(candidate => candidate.Tag != tag && Related(candidate.Tag, tag)));
    }

    // A value that a choice, an exclusion or a condition refuses can come from anywhere.
    private static bool Related(string candidate, string tag) =>
        tag.StartsWith("branch", StringComparison.Ordinal) || tag is "not" or "condition" or "additional" or "contains" || tag.StartsWith("name:", StringComparison.Ordinal)
        || candidate.StartsWith("branch", StringComparison.Ordinal) || candidate == "variety";

    private static SchemaError? Refusal(IReadOnlyList<SchemaError> errors, string pointer, string place, string? tag)
    {
        SchemaError? exact = errors.FirstOrDefault(error => error.InstancePointer == place || (place != pointer && error.InstancePointer == pointer && IsAboutMembers(error.Keyword)));
        if (exact is not null)
            return exact;
        return errors.FirstOrDefault(error =>
            error.InstancePointer.StartsWith(place + "/", StringComparison.Ordinal)
            || (place.StartsWith(error.InstancePointer, StringComparison.Ordinal) && IsCombination(error.Keyword))
            || (tag is not null && place == pointer && error.InstancePointer == pointer));
    }

    private static bool IsAboutMembers(string keyword) => keyword is "required" or "additionalProperties" or "unevaluatedProperties" or "properties" or "false" or "dependentRequired" or "dependencies";

    private static bool IsCombination(string keyword) => keyword is "anyOf" or "oneOf" or "not" or "if" or "then" or "else" or "discriminator" or "allOf" or "$ref"
        or "unevaluatedProperties" or "unevaluatedItems" or "dependentSchemas" or "contains" or "propertyNames" or "uniqueItems";

    /// <summary>A short message is easier to read, an empty text hardly a convincing value.</summary>
    private static int Weight(WitnessExchange exchange) =>
        exchange.RequestLine.Length + (exchange.Body?.Length ?? 0) + (exchange.Body?.Contains("\"\"", StringComparison.Ordinal) == true || HasEmptyValue(exchange.RequestLine) ? 100 : 0)
        + exchange.Headers.Sum(header => header.Value.Length);

    private static bool HasEmptyValue(string line) => line.EndsWith('=') || line.Contains("=&", StringComparison.Ordinal);

    private bool IsSpelled(
        WitnessFrame frame, Spelling spelling, CompiledSchema? producer, CompiledSchema consumer, Instance message, bool isRequest, string place, SchemaError error, out WitnessExchange? exchange)
    {
        exchange = MessageSpelling.Of(frame, message, isRequest, isRequest ? _oldValues : _newValues);
        if (exchange is null
            || (spelling != Spelling.Json && !TextReadings.Shows(message, spelling, producer, consumer))
            || (spelling == Spelling.Json && frame is BodyFrame body && !PartReadings.Show(body, message, isRequest, consumer)))
            return false;
        exchange = exchange with { Pointer = place, Reason = (spelling == Spelling.Json ? null : TextReadings.Reason(message, spelling, consumer, place)) ?? error.Message };
        return true;
    }

    private static (SchemaReference?, SchemaReference?)? Roots(WitnessFrame frame) => frame switch
    {
        BodyFrame { IsItem: true } body => (body.OldType.ItemSchema, body.NewType.ItemSchema),
        BodyFrame body => (body.OldType.Schema, body.NewType.Schema),
        ParameterFrame parameter => (parameter.Old.Schema ?? parameter.Old.Content?.Schema, parameter.New.Schema ?? parameter.New.Content?.Schema),
        SentParameterFrame parameter => (parameter.Old.Schema ?? parameter.Old.Content?.Schema, parameter.New.Schema ?? parameter.New.Content?.Schema),
        HeaderFrame header => (header.Old.Schema, header.New.Schema),
        MessageFrame message => (message.Old, message.New),
        _ => null,
    };

    private (InstanceBuilder, Placement) Makers(SchemaDirection direction)
    {
        if (!_makers.TryGetValue(direction, out (InstanceBuilder, Placement) makers))
        {
            InstanceBuilder builder = new(direction);
            _makers[direction] = makers = (builder, new Placement(builder));
        }

        return makers;
    }
}
