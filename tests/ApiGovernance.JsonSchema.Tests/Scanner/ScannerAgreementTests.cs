using System.Text;
using ApiGovernance.Fuzzing.Targets;
using ApiGovernance.JsonSchema.Tests.Differential;
using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.Scanner;

/// <summary>Every way of reading a text against System.Text.Json.</summary>
public sealed class ScannerAgreementTests
{
    [Fact]
    public void Random_and_damaged_texts_are_accepted_by_both_or_by_none()
    {
        int accepted = 0;
        int all = 0;
        Samples.Check(
            new RandomTexts(),
            60_000,
            json =>
            {
                all++;
                accepted += PlatformOracle.Accepts(json) ? 1 : 0;
                return Disagreement(json);
            },
            Show);
        accepted.ShouldBeInRange(all / 5, all * 4 / 5, "a test of only good or only bad texts shows little");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Depth_and_duplicate_keys_are_limited_alike(int depth) => Samples.Check(new RandomTexts(), 5_000, json => Disagreement(json, depth), Show);

    [Fact]
    public void A_text_cut_off_after_any_byte_is_read_alike()
    {
        int texts = 0;
        foreach (byte[] json in Documents(200, shortest: 20, longest: 400))
        {
            for (int length = 0; length < json.Length; length++, texts++)
                Check(json[..length]);
        }

        texts.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public void A_text_with_any_byte_changed_to_any_other_is_read_alike()
    {
        foreach (byte[] json in Documents(12, shortest: 12, longest: 45))
        {
            for (int at = 0; at < json.Length; at++)
            {
                byte[] changed = [.. json];
                for (int value = 0; value < 256; value++)
                {
                    changed[at] = (byte)value;
                    Check(changed);
                }
            }
        }
    }

    [Fact]
    public void A_sequence_split_anywhere_is_read_as_one_text() => Samples.Check(new RandomTexts(), 400, SplitDisagreement, Show);

    private static IEnumerable<byte[]> Documents(int count, int shortest, int longest)
    {
        var dice = new Dice(new PCG(3, 11));
        while (count > 0)
        {
            byte[] json = RandomTexts.Valid(dice, 3);
            if (json.Length < shortest || json.Length > longest)
                continue;
            count--;
            yield return json;
        }
    }

    private static void Check(byte[] json)
    {
        if (Disagreement(json) is { } disagreement)
            Assert.Fail($"{disagreement}: {Show(json)}");
    }

    private static string? Disagreement(byte[] json) => Readers.Disagreement(json, PlatformOracle.Accepts(json));

    private static string? Disagreement(byte[] json, int depth) =>
        Readers.Disagreement(json, PlatformOracle.Accepts(json, depth), new JsonInputLimits { MaxDepth = depth })
        ?? Readers.Disagreement(json, PlatformOracle.Accepts(json, allowDuplicates: true), new JsonInputLimits { AllowDuplicateKeys = true });

    private static string? SplitDisagreement(byte[] json)
    {
        if (json.Length < 2)
            return null;
        for (int cut = 0; cut <= json.Length; cut++)
        {
            if (Readers.Disagreement(json, Pieces.At(json, cut)) is { } disagreement)
                return $"cut at {cut}: {disagreement}";
        }

        return Readers.Disagreement(json, Pieces.Single(json));
    }

    private static string Show(byte[] json) => $"{Convert.ToHexString(json)} {Encoding.UTF8.GetString(json)}";
}
