using System.Text.Json;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Tests;

/// <summary>From catalog to snapshot: deterministic, and one bad version never takes the others along.</summary>
public sealed class SnapshotBuilderTests
{
    [Fact]
    public void The_order_of_records_does_not_matter()
    {
        SnapshotInput input = Input();
        SnapshotInput reversed = input with
        {
            State = new CatalogState { Descriptors = [.. input.State.Descriptors.Reverse()], Apis = [.. input.State.Apis.Reverse()] },
            Issuers = [.. input.Issuers.Reverse()],
        };

        string revision = SnapshotBuilder.Build(input).Manifest.Revision;

        SnapshotBuilder.Build(input).Manifest.Revision.ShouldBe(revision);
        SnapshotBuilder.Build(reversed).Manifest.Revision.ShouldBe(revision);
        SnapshotBuilder.Build(input with { BackendAddress = _ => "http://other" }).Manifest.Revision.ShouldNotBe(revision);
    }

    [Fact]
    public void Design_and_development_are_not_published_and_everything_later_is()
    {
        BuiltSnapshot built = SnapshotBuilder.Build(Input());

        built.Manifest.Parts.Where(part => part.Kind == SnapshotPartKind.ApiVersion).Select(part => part.Name)
            .ShouldBe(["orders/v3", "orders/v4", "orders/v5", "orders/v6", "prices/v1"]);
        built.Findings.ShouldBeEmpty();
        built.Parts.Count.ShouldBe(6, "contracts are kept elsewhere");
    }

    [Theory]
    [InlineData("broken", "its contract cannot be read (line 3)")]
    [InlineData("missing", "its contract is not in the store")]
    [InlineData(null, "it has no contract")]
    public void A_version_that_cannot_be_served_is_left_out_with_the_reason(string? hash, string reason)
    {
        SnapshotInput input = Input();
        StoredApi orders = input.State.FindApi("orders")!;
        StoredApi broken = orders with
        {
            Versions = [.. orders.Versions.Select(version => version.Name == "v4" ? version with { ContractHash = hash } : version)],
        };
        BuiltSnapshot whole = SnapshotBuilder.Build(input);
        BuiltSnapshot built = SnapshotBuilder.Build(input with
        {
            State = input.State with { Apis = [broken, input.State.FindApi("prices")!] },
            Contracts = new Dictionary<string, ContractFacts>(input.Contracts) { ["broken"] = new("broken", 1, "1", "its contract cannot be read (line 3)") },
        });

        built.Findings.ShouldHaveSingleItem().Message.ShouldBe($"orders/v4 is not published: {reason}.");
        built.Manifest.Parts.ShouldBe(whole.Manifest.Parts.Where(part => part.Name != "orders/v4"));
    }

    [Fact]
    public void The_default_version_is_marked()
    {
        BuiltSnapshot built = SnapshotBuilder.Build(Input());

        built.Manifest.Parts.Where(part => part.Kind == SnapshotPartKind.ApiVersion)
            .Select(part => JsonSerializer.Deserialize<ApiVersionPart>(built.Parts[part.Hash], ProtocolJson.Options)!)
            .Where(part => part.IsDefault).Select(part => $"{part.Api}/{part.Version}").ShouldBe(["orders/v4"]);
    }

    [Fact]
    public void What_a_back_end_and_a_plan_allow_goes_to_the_gateways_whole()
    {
        BackendSpec erp = new("sales", "erp", "http://erp")
        {
            MaxConcurrency = 8,
            Limits = new BackendLimits { RequestsPerMinute = 60, TransactionsPerDay = 9 },
            Queue = new BackendQueue(500, 20),
            AdaptiveConcurrency = new AdaptiveConcurrency(2, 8),
            Calendar =
            [
                new CalendarWindow("nightly", "Europe/Amsterdam", new TimeOnly(1, 0), TimeOnly.MinValue)
                {
                    Days = [DayOfWeek.Monday], Effect = new CalendarEffect { Closed = true },
                },
            ],
        };
        PlanLimit limit = new("daily", 10, 86_400) { Window = LimitWindow.Fixed, Per = LimitScope.Operation, Apis = ["orders"] };
        SnapshotInput input = Input();
        BuiltSnapshot built = SnapshotBuilder.Build(input with
        {
            State = input.State with
            {
                Descriptors = [Stored(new BackendDescriptor { Metadata = new("erp"), Spec = erp }), Stored(new PlanDescriptor { Metadata = new("small"), Spec = new([limit]) })],
            },
        });

        byte[] bytes = built.Parts[built.Manifest.Parts.Single(part => part.Kind == SnapshotPartKind.Traffic).Hash];
        TrafficPart traffic = JsonSerializer.Deserialize<TrafficPart>(bytes, ProtocolJson.Options)!;
        SnapshotBackend backend = traffic.Backends.ShouldHaveSingleItem();
        (backend.MaxConcurrency, backend.Limits, backend.Queue, backend.AdaptiveConcurrency).ShouldBe((8, erp.Limits, erp.Queue, erp.AdaptiveConcurrency));
        CalendarWindow window = backend.Calendar.ShouldHaveSingleItem();
        (window.Name, window.TimeZone, window.From, window.To, window.Effect).ShouldBe(("nightly", "Europe/Amsterdam", new TimeOnly(1, 0), TimeOnly.MinValue, erp.Calendar[0].Effect));
        window.Days.ShouldBe([DayOfWeek.Monday]);
        PlanLimit read = traffic.Plans.ShouldHaveSingleItem().Limits.ShouldHaveSingleItem();
        (read.Name, read.Requests, read.PerSeconds, read.Window, read.Per).ShouldBe(("daily", 10, 86_400, LimitWindow.Fixed, LimitScope.Operation));
        read.Apis.ShouldBe(["orders"]);
    }

    private static SnapshotInput Input()
    {
        ApiStage[] stages = Enum.GetValues<ApiStage>();
        return new SnapshotInput
        {
            State = new CatalogState
            {
                Descriptors =
                [
                    Stored(new TeamDescriptor { Metadata = new("sales"), Spec = new([new Contact("email", "sales@example.com")]) }),
                    Stored(new BackendDescriptor { Metadata = new("shop"), Spec = new("sales", "commerce", "http://shop") }),
                    Stored(new BackendDescriptor { Metadata = new("erp"), Spec = new("sales", "erp", "http://erp") }),
                    Stored(new PlanDescriptor { Metadata = new("standard"), Spec = new([new PlanLimit("burst", 1, 1)]) }),
                ],
                Apis = [Api("orders", stages), Api("prices", [ApiStage.Active])],
            },
            Contracts = new Dictionary<string, ContractFacts> { ["c1"] = new("c1", 10, "1.0.0", null) },
            Issuers = [new TokenIssuer("a", "https://a") { Audiences = ["x"] }, new TokenIssuer("b", "https://b") { Audiences = ["x"] }],
        };
    }

    private static StoredDescriptor Stored(Descriptor descriptor) => new(descriptor, null);

    private static StoredApi Api(string name, ApiStage[] stages)
    {
        ApiDescriptor descriptor = new()
        {
            Metadata = new DescriptorMetadata(name),
            Spec = new ApiSpec
            {
                Owner = "sales",
                Domain = "sales",
                Entity = "order",
                Visibility = Visibility.Internal,
                DataClassification = DataClassification.Internal,
                Backend = "shop",
                BasePath = $"/{name}",
                Versioning = new ApiVersioning { Default = name == "orders" ? "v4" : null },
                Versions = [],
            },
        };
        return new StoredApi(
            descriptor, null,
            [.. stages.Select((stage, i) => new StoredVersion(
                name, new ApiVersionSpec { Name = $"v{i + 1}", Stage = stage, Contract = "x" }, "c1", "1.0.0", 1, VersionSeeds.None))]);
    }
}
