using System.Text;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>
/// The discriminator of OpenAPI. The specification makes it a hint: it selects whose errors are shown, never what is valid.
/// </summary>
internal sealed class Discriminator(string property, IReadOnlyDictionary<string, int> alternatives)
{
    private readonly byte[] _property = Encoding.UTF8.GetBytes(property);

    /// <summary>Index of the alternative the value names, or -1.</summary>
    public int Select(JsonView view, int token)
    {
        if (view.Kind(token) != JsonKind.Object)
            return -1;
        for (int key = token + 1, end = view.Next(token); key < end; key = view.Next(key + 1))
        {
            if (view.Text(key).SequenceEqual(_property) && view.Kind(key + 1) == JsonKind.String)
                return alternatives.TryGetValue(Encoding.UTF8.GetString(view.Text(key + 1)), out int index) ? index : -1;
        }

        return -1;
    }
}
