using System.Text.Json;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
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
    public void What_is_said_about_failures_reaches_gateways_and_addresses_belong_to_their_environment()
    {
        SnapshotInput input = Input();
        BackendDescriptor shop = new()
        {
            Metadata = new("shop"),
            Spec = new("sales", "commerce", "http://shop")
            {
                Destinations = ["http://shop-2"],
                Breaker = new BackendBreaker { OpenSeconds = 7 },
                Health = new BackendHealth { Path = "/alive" },
                HonoursIdempotencyKey = true,
            },
        };
        input = input with { State = input.State with { Descriptors = [.. input.State.Descriptors.Where(known => known.Descriptor.Name != "shop"), Stored(shop)] } };

        SnapshotBackend built = Shop(input);
        (built.Breaker, built.Health, built.HonoursIdempotencyKey).ShouldBe((shop.Spec.Breaker, shop.Spec.Health, true));
        built.Destinations.ShouldBe(["http://shop-2"]);
        SnapshotBackend elsewhere = Shop(input with { BackendAddress = _ => "http://test" });
        (elsewhere.Address, elsewhere.Breaker).ShouldBe(("http://test", shop.Spec.Breaker));
        elsewhere.Destinations.ShouldBeEmpty();

        static SnapshotBackend Shop(SnapshotInput input)
        {
            BuiltSnapshot snapshot = SnapshotBuilder.Build(input);
            string hash = snapshot.Manifest.Parts.Single(part => part.Kind == SnapshotPartKind.Traffic).Hash;
            return JsonSerializer.Deserialize<TrafficPart>(snapshot.Parts[hash], ProtocolJson.Options)!.Backends.Single(backend => backend.Name == "shop");
        }
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(ValidationMode.Off, 0)]
    [InlineData(ValidationMode.Report, 1)]
    [InlineData(ValidationMode.Enforce, 1)]
    public void Canonical_entities_are_published_where_a_policy_wants_them(ValidationMode? mode, int entities)
    {
        SnapshotInput input = Input();
        byte[] schema = "{}"u8.ToArray();
        StoredApi prices = input.State.FindApi("prices")!;
        OperationRule rule = new("GET /prices", [], new OperationPolicy { Validation = new ValidationPolicy { Canonical = mode } });
        BuiltSnapshot built = SnapshotBuilder.Build(input with
        {
            State = input.State with
            {
                Descriptors =
                [
                    .. input.State.Descriptors,
                    new StoredDescriptor(new CanonicalEntityDescriptor { Metadata = new("price"), Spec = new("sales", "price.yaml") { Version = 3 } }, null) { DocumentHash = "s1" },
                    Stored(new CanonicalEntityDescriptor { Metadata = new("without"), Spec = new("sales", "without.yaml") }),
                ],
                Apis = [input.State.FindApi("orders")!, prices with { Descriptor = prices.Descriptor with { Spec = prices.Descriptor.Spec with { Operations = [rule] } } }],
            },
            CanonicalSchemas = new Dictionary<string, byte[]> { ["s1"] = schema },
        });

        SnapshotPartReference[] parts = [.. built.Manifest.Parts.Where(part => part.Kind == SnapshotPartKind.Canonical)];
        parts.Select(part => part.Name).ShouldBe(entities == 0 ? [] : ["price@3"]);
        foreach (SnapshotPartReference part in parts)
            built.Parts[part.Hash].ShouldBe(schema);
        ApiVersionPart Part(string name) =>
            JsonSerializer.Deserialize<ApiVersionPart>(built.Parts[built.Manifest.Parts.Single(part => part.Name == name && part.Kind == SnapshotPartKind.ApiVersion).Hash], ProtocolJson.Options)!;
        Part("prices/v1").Canonical.ShouldBe(entities == 0 ? [] : [new SnapshotCanonical("price", 3, SnapshotHash.OfPart(schema))]);
        Part("orders/v4").Canonical.ShouldBeEmpty();
    }

    [Fact]
    public void What_callers_prove_themselves_with_and_how_back_ends_are_entered_reaches_the_gateways()
    {
        SnapshotInput input = Input();
        BackendCredentials credentials = new() { ClientCredentials = new("https://login/token", "gateway", "env:APIGOV_SECRET_ERP") { Scope = "orders" } };
        Descriptor[] more =
        [
            new BackendDescriptor { Metadata = new("wms"), Spec = new("sales", "logistics", "http://wms") { Identity = BackendIdentity.None, Credentials = credentials } },
            new ConsumerDescriptor
            {
                Metadata = new("contoso"),
                Spec = new ConsumerSpec("standard")
                {
                    Partner = "Contoso",
                    Credentials = [],
                    Certificates = [new ConsumerCertificate { Subject = "CN=edi", Authority = new string('a', 64) }],
                    SignatureKeys = [new ConsumerSignatureKey("k1", "hmac-sha256") { Secret = "file:contoso" }],
                },
            },
        ];
        BuiltSnapshot built = SnapshotBuilder.Build(input with
        {
            State = input.State with { Descriptors = [.. input.State.Descriptors, .. more.Select(Stored)] },
            Issuers = [new TokenIssuer("a", "https://a") { Audiences = ["x"], Preset = "entra", RevokedTokens = ["j1"], Introspection = new("https://a/i", "g", "file:a"), Dpop = DpopMode.Required }],
        });

        TrafficPart traffic = JsonSerializer.Deserialize<TrafficPart>(built.Parts[built.Manifest.Parts.Single(part => part.Kind == SnapshotPartKind.Traffic).Hash], ProtocolJson.Options)!;
        SnapshotBackend backend = traffic.Backends.Single(backend => backend.Name == "wms");
        (backend.Identity, backend.Credentials, backend.Owner).ShouldBe((BackendIdentity.None, credentials, new SnapshotOwner("sales", "sales@example.com", null)));
        SnapshotConsumer consumer = traffic.Consumers.ShouldHaveSingleItem();
        consumer.Certificates.ShouldHaveSingleItem().Subject.ShouldBe("CN=edi");
        consumer.SignatureKeys.ShouldHaveSingleItem().Secret.ShouldBe("file:contoso");
        TokenIssuer issuer = traffic.Issuers.ShouldHaveSingleItem();
        (issuer.Dpop, issuer.Introspection?.Secret, issuer.RevokedTokens.Single()).ShouldBe((DpopMode.Required, "file:a", "j1"));
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
