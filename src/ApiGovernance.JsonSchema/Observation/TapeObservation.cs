using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Observation;

/// <summary>Notes the properties of a value that was read onto the tape.</summary>
internal static class TapeObservation
{
    /// <summary>As deep as the text is nested, which is limited.</summary>
    public static void Note(FieldUsage usage, UsageNode node, JsonView view, int token)
    {
        if (view.Kind(token) == JsonKind.Object)
        {
            for (int key = token + 1, end = view.Next(token); key < end; key = view.Next(key + 1))
            {
                UsageNode? property = usage.Property(node, view.Text(key));
                if (property is not null && IsContainer(view, key + 1))
                    Note(usage, property, view, key + 1);
            }
        }
        else if (view.Kind(token) == JsonKind.Array)
        {
            UsageNode? items = null;
            for (int item = token + 1, end = view.Next(token); item < end; item = view.Next(item))
            {
                if (!IsContainer(view, item))
                    continue;
                items ??= usage.Items(node);
                if (items is null)
                    return;
                Note(usage, items, view, item);
            }
        }
    }

    private static bool IsContainer(JsonView view, int token) => view.Kind(token) is JsonKind.Object or JsonKind.Array;
}
