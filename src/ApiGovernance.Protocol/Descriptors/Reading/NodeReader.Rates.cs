using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <content>Parts of a whole.</content>
internal sealed partial class NodeReader
{
    /// <summary>A number above 0, and 1 at most.</summary>
    public double? Rate(string name)
    {
        if (Member(name, required: false, NodeKind.Number, "a number") is not { } value)
            return null;
        if (double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate is > 0 and <= 1)
            return rate;
        findings.Error("descriptor-range", $"`{LabelOf(name)}` is {value.Text}; it must be above 0, and 1 at most.", "Write a part of 1, such as 0.05.", value.Span, PointerOf(name));
        return null;
    }
}
