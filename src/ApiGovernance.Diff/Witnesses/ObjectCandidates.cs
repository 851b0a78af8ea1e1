using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Objects at the edges.</summary>
internal sealed class ObjectCandidates(InstanceBuilder builder, Candidates below)
{
    public IEnumerable<Candidate> Of(SchemaTerm producer, SchemaTerm consumer, int depth)
    {
        ObjectRules from = producer.Shape.Objects, to = consumer.Shape.Objects;
        if ((to.IsFree && consumer.Shape.IsPlain) || builder.Make(producer, Kinds.Object) is not { } small)
            yield break;
        foreach (string name in to.Required)
        {
            if (!from.IsRequired(name) || (from.Properties.TryGetValue(name, out SchemaTerm? property) && builder.IsExempt(property)))
                yield return new Candidate($"required:{name}", small.Without(name));
        }

        foreach ((string name, SchemaTerm property) in from.Properties)
        {
            if (builder.IsExempt(property) || PropertyTerms.At(to, name, consumer.Space) is not { } wanted)
                continue;
            SchemaTerm sent = PropertyTerms.At(from, name, producer.Space) ?? producer.Space.Anything;
            if (wanted.IsNothing && builder.Make(sent) is { } value && Put(producer, small, name, value) is { } refused)
                yield return new Candidate($"closed:{name}", refused);
            foreach (Candidate candidate in below.Of(sent, wanted, depth + 1).Take(10))
            {
                if (Put(producer, small, name, candidate.Value) is { } changed)
                    yield return new Candidate($"property:{name}", changed, candidate.Depth + 1);
            }
        }

        foreach (Candidate candidate in Others(producer, consumer, small, depth))
            yield return candidate;
        foreach (Candidate candidate in Dependencies(producer, consumer, small, depth))
            yield return candidate;
    }

    /// <summary>The object with the property, and with what must then be beside it.</summary>
    public Instance? Put(SchemaTerm term, Instance value, string name, Instance property) => builder.Complete(value.With(name, property), term);

    private IEnumerable<Candidate> Others(SchemaTerm producer, SchemaTerm consumer, Instance small, int depth)
    {
        ObjectRules from = producer.Shape.Objects, to = consumer.Shape.Objects;
        if (!from.IsClosed && builder.FreshName(from, to) is { } fresh)
        {
            SchemaTerm sent = from.Additional ?? producer.Space.Anything;
            if (builder.Make(sent) is { } extra)
                yield return new Candidate("additional", small.With(fresh, extra));
            foreach (Candidate candidate in to.Additional is { IsNothing: false } wanted ? below.Of(sent, wanted, depth + 1).Take(8) : [])
                yield return new Candidate("additional", small.With(fresh, candidate.Value), candidate.Depth + 1);
        }

        // A name that the other side has no place for, where names follow rules.
        if (!from.IsClosed && from.Names is { } allowed
            && NameCover.Find([], [.. from.Patterns.Concat(to.Patterns).Select(pattern => pattern.Key)], from.Properties.Keys.Concat(to.Properties.Keys), allowed).Text is { } odd
            && builder.Make(from.Additional ?? producer.Space.Anything) is { } some)
            yield return new Candidate("additional", small.With(odd, some));

        // Names are data where additional ones have a schema.
        foreach ((string name, SchemaTerm wanted) in from.Additional is { IsNothing: false } any ? to.Properties : ObjectRules.Empty)
        {
            foreach (Candidate candidate in from.Properties.ContainsKey(name) ? [] : below.Of(from.Additional!, wanted, depth + 1).Take(6))
                yield return new Candidate($"property:{name}", small.With(name, candidate.Value), candidate.Depth + 1);
        }

        foreach (Candidate candidate in OfOtherBranches(producer, to, small, depth))
            yield return candidate;

        foreach ((string pattern, SchemaTerm wanted) in to.Patterns)
        {
            if (PatternLanguage.Find([pattern], [], 1).Text is not { } name || PropertyTerms.At(from, name, producer.Space) is { IsNothing: true })
                continue;
            foreach (Candidate candidate in below.Of(PropertyTerms.At(from, name, producer.Space) ?? producer.Space.Anything, wanted, depth + 1).Take(6))
                yield return new Candidate($"pattern-property:{pattern}", small.With(name, candidate.Value), candidate.Depth + 1);
        }

        foreach ((string pattern, SchemaTerm sent) in from.Patterns)
        {
            if (PatternLanguage.Find([pattern], [.. to.Patterns.Select(other => other.Key)], 1).Text is not { } name)
                continue;
            if (builder.Make(sent) is { } value)
                yield return new Candidate($"pattern-property:{pattern}", small.With(name, value));
            foreach (Candidate candidate in PropertyTerms.At(to, name, consumer.Space) is { } wanted ? below.Of(sent, wanted, depth + 1).Take(6) : [])
                yield return new Candidate($"pattern-property:{pattern}", small.With(name, candidate.Value), candidate.Depth + 1);
        }

        if (to.MinProperties > small.Members.Count)
            yield return new Candidate("min-properties", small);
        if (to.MaxProperties is { } max && max < 200)
        {
            foreach (Instance large in Larger(producer, small, max + 1))
                yield return new Candidate("max-properties", large);
        }

        foreach (Candidate candidate in to.Names is { } names ? Named(producer, names, small, depth) : [])
            yield return candidate;
    }

    /// <summary>Names that other branches of the producer's choice describe, with values that the other side does not take.</summary>
    private IEnumerable<Candidate> OfOtherBranches(SchemaTerm producer, ObjectRules to, Instance small, int depth)
    {
        SchemaShape shape = producer.Shape;
        if (shape.Objects.Additional is not null || !shape.Chosen.Exists(MentionedNames.IsFree))
            yield break;
        MentionedNames names = MentionedNames.Of(shape, MentionedNames.OfChoice);
        foreach ((string name, SchemaTerm wanted) in to.Properties)
        {
            if (shape.Objects.Properties.ContainsKey(name) || !names.Contains(name))
                continue;
            foreach (Candidate candidate in below.Of(PropertyTerms.At(shape.Objects, name, producer.Space) ?? producer.Space.Anything, wanted, depth + 1).Take(4))
                yield return new Candidate($"property:{name}", small.With(name, candidate.Value), candidate.Depth + 1);
        }
    }

    private IEnumerable<Candidate> Named(SchemaTerm producer, SchemaTerm names, Instance small, int depth)
    {
        ObjectRules from = producer.Shape.Objects;
        foreach ((string name, SchemaTerm property) in from.Properties)
        {
            if (builder.Make(property) is { } value && Put(producer, small, name, value) is { } made)
                yield return new Candidate("names", made);
        }

        foreach (Candidate candidate in from.IsClosed ? [] : below.Of(from.Names ?? PropertyTerms.AnyName(producer.Space), names, depth + 1).Take(8))
        {
            if (candidate.Value.AsString is { } name && builder.Make(PropertyTerms.At(from, name, producer.Space) ?? producer.Space.Anything) is { } value)
                yield return new Candidate("names", small.With(name, value));
        }
    }

    private IEnumerable<Instance> Larger(SchemaTerm producer, Instance small, long count)
    {
        ObjectRules from = producer.Shape.Objects;
        Instance large = small;
        foreach ((string name, SchemaTerm property) in from.Properties)
        {
            if (large.Members.Count < count && !large.Has(name) && !builder.IsExempt(property) && builder.Make(property) is { } value)
                large = large.With(name, value);
        }

        for (int i = 0; large.Members.Count < count && !from.IsClosed && i < 250; i++)
        {
            if (builder.Make(PropertyTerms.At(from, $"x{i}", producer.Space) ?? producer.Space.Anything) is { } value)
                large = large.With($"x{i}", value);
        }

        if (large.Members.Count >= count)
            yield return large;
    }

    private IEnumerable<Candidate> Dependencies(SchemaTerm producer, SchemaTerm consumer, Instance small, int depth)
    {
        ObjectRules from = producer.Shape.Objects, to = consumer.Shape.Objects;
        foreach (string name in to.DependentRequired.Keys)
        {
            if (builder.Make(PropertyTerms.At(from, name, producer.Space) ?? producer.Space.Anything) is not { } value || Put(producer, small, name, value) is not { } made)
                continue;
            yield return new Candidate($"dependent:{name}", made);
            foreach (string other in to.DependentRequired[name].Where(other => !from.IsRequired(other)))
                yield return new Candidate($"dependent:{name}", made.Without(other));
        }

        foreach ((string name, SchemaTerm schema) in to.DependentSchemas)
        {
            if (builder.Make(PropertyTerms.At(from, name, producer.Space) ?? producer.Space.Anything) is not { } value)
                continue;
            if (Put(producer, small, name, value) is { } made)
                yield return new Candidate($"dependent-schema:{name}", made);
            foreach (Candidate candidate in below.Of(producer, schema, depth + 1).Take(10))
            {
                if (candidate.Value.Kind == Kinds.Object && Put(producer, candidate.Value, name, value) is { } other)
                    yield return new Candidate($"dependent-schema:{name}", other);
            }
        }
    }
}
