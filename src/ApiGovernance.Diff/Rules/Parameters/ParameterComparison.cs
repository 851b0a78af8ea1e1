using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Parameters;

/// <summary>The parameters of an operation, each with its partner.</summary>
internal sealed class ParameterComparison(ChangeSink sink, SchemaComparison schemas)
{
    public void Compare(OperationPair pair)
    {
        IReadOnlyDictionary<string, ApiParameter> old = ParameterKeys.Of(pair.Before), now = ParameterKeys.Of(pair.After);
        List<ApiParameter> gone = [], added = [.. now.Where(one => !old.ContainsKey(one.Key)).Select(one => one.Value)];
        foreach ((string key, ApiParameter parameter) in old)
        {
            if (now.TryGetValue(key, out ApiParameter? same))
                Kept(new ParameterPair(pair, parameter, same));
            // By position a path has as many as before.
            else if (parameter.In != ParameterLocation.Path)
                gone.Add(parameter);
        }

        foreach (ApiParameter parameter in gone)
            Gone(pair, parameter, gone, added);
        foreach (ApiParameter parameter in added)
            Added(pair, parameter);
    }

    private void Kept(ParameterPair pair)
    {
        IReadOnlyList<FieldSubject> fields = Subjects.Of(Subjects.Parameter(pair.Before));
        foreach (Change change in ParameterRules.Check(pair))
            sink.Add(change with { Fields = fields });
        LifecycleRule lifecycle = new(LifecycleIds.Parameter, pair.Name, pair.Identity, sink.Options.Today, sink.Policy.NoticeFor(sink.Context));
        foreach (Change change in lifecycle.Check(new LifecycleSide(pair.Before, pair.Before.Deprecated), new LifecycleSide(pair.After, pair.After.Deprecated)))
            sink.Add(change with { Fields = fields });
        schemas.Compare(
            pair.Before.Schema, pair.After.Schema, new SchemaPosition("request-parameter", ChangeDirection.Request, pair.Name, []) { Part = Subjects.Parameter(pair.Before), Spelling = Spellings.Of(pair.Before, pair.After) },
            new ParameterFrame(pair.Operation.Before, pair.Operation.After, pair.Before, pair.After));
    }

    /// <summary>One that appears elsewhere under the same name, and nothing else it could be, has moved.</summary>
    private void Gone(OperationPair pair, ApiParameter parameter, List<ApiParameter> gone, List<ApiParameter> added)
    {
        if (added.Where(one => IsNamedAlike(one, parameter) && one.In != ParameterLocation.Path).ToArray() is [{ } moved] && gone.Count(one => IsNamedAlike(one, parameter)) == 1)
        {
            added.Remove(moved);
            sink.Add(ParameterPresence.Moved(pair, parameter, moved) with { Fields = Subjects.Of(Subjects.Parameter(parameter)) });
            Kept(new ParameterPair(pair, parameter, moved));
        }
        else
        {
            sink.Add(ParameterPresence.Removed(pair, parameter, sink.Options.Today) with { Fields = Subjects.Of(Subjects.Parameter(parameter)) });
        }
    }

    private void Added(OperationPair pair, ApiParameter parameter)
    {
        if (ParameterPresence.Added(pair, parameter) is { } change)
            sink.Add(change with { Fields = Subjects.Of(Subjects.Parameter(parameter)) });
        else
            schemas.Compare(
                null, parameter.Schema, new SchemaPosition("request-parameter", ChangeDirection.Request, ParameterKeys.Name(parameter), []) { Part = Subjects.Parameter(parameter), Spelling = Spellings.Of(parameter, parameter) },
                frame: null);
    }

    private static bool IsNamedAlike(ApiParameter one, ApiParameter other) => string.Equals(
        one.Name, other.Name, one.In == ParameterLocation.Header || other.In == ParameterLocation.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
