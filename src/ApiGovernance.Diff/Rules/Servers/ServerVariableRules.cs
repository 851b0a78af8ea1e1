using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Servers;

/// <summary>What the variables of a server may be.</summary>
internal static class ServerVariableRules
{
    public static IEnumerable<Change> Check(ApiServer before, ApiServer after)
    {
        foreach (ApiServerVariable old in before.Variables)
        {
            if (after.Variables.FirstOrDefault(variable => variable.Name == old.Name) is not { } now)
                continue;
            string words = $"The variable `{now.Name}` of the server `{after.Url}`";
            if (old.Default != now.Default)
                yield return new Change("api-server-variable-default-changed", now.Place, $"{words} is `{now.Default}` now where nothing is said, before `{old.Default}`.") { Before = old.Default, After = now.Default, Was = old.Place };
            // An empty list allows any value.
            if (now.Enum.Count > 0)
            {
                IEnumerable<string> gone = old.Enum.Count == 0 ? ["(any value)"] : old.Enum.Except(now.Enum, StringComparer.Ordinal);
                foreach (string value in gone)
                    yield return new Change("api-server-variable-value-removed", now.Place, $"{words} may no longer be `{value}`.") { Before = value, Was = old.Place };
            }

            if (old.Enum.Count > 0)
            {
                IEnumerable<string> added = now.Enum.Count == 0 ? ["(any value)"] : now.Enum.Except(old.Enum, StringComparer.Ordinal);
                foreach (string value in added)
                    yield return new Change("api-server-variable-value-added", now.Place, $"{words} may be `{value}` now.") { After = value, Was = old.Place };
            }
        }
    }
}
