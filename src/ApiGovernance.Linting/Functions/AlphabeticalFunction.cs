using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`alphabetical`: the keys of an object, or the items of an array (by `keyedBy`), are in order.</summary>
internal static class AlphabeticalFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        string? keyedBy = options.Text("keyedBy");
        return (target, property) =>
        {
            IReadOnlyList<string> names = target switch
            {
                { IsObject: true } => [.. target.Members.Select(member => member.Name)],
                { IsArray: true } => [.. target.Items.Select(item => (keyedBy is null ? item : item[keyedBy])?.Text ?? "")],
                _ => [],
            };
            for (int i = 1; i < names.Count; i++)
            {
                if (string.CompareOrdinal(names[i - 1], names[i]) > 0)
                    return [new FunctionMessage($"{property} must have values in alphabetical order: \"{names[i]}\" comes before \"{names[i - 1]}\"")];
            }

            return [];
        };
    }
}
