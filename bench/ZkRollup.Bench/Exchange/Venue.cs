using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine;

namespace ZkRollup.Bench.Exchange;

/// <summary>An exchange with perpetuals, futures and options on ten underlyings, and accounts with cash.</summary>
/// <remarks>
/// Each underlying has a perpetual, a future, two calls and a put. Fees, bands, clamps and margins are as one would list them. One
/// account in 25 is poor: it meets its margin now and then.
/// </remarks>
internal sealed class Venue
{
    /// <summary>Underlyings.</summary>
    internal const int Underlyings = 10;

    /// <summary>Instruments.</summary>
    internal const int Instruments = PerUnderlying * Underlyings;

    /// <summary>Number of the first account.</summary>
    internal const long FirstAccount = 2;

    /// <summary>All indices begin here, in ticks.</summary>
    internal const long FirstPrice = 100_000;

    private const int PerUnderlying = 5;
    private const long PriceCap = (1 << 20) - 1;
    private const long Multiplier = 100;

    private static readonly long[] Strikes = [0, 0, FirstPrice, FirstPrice + (FirstPrice / 10), FirstPrice];
    private static readonly InstrumentKind[] Kinds =
        [InstrumentKind.Perpetual, InstrumentKind.Future, InstrumentKind.Call, InstrumentKind.Call, InstrumentKind.Put];

    /// <summary>A venue with a number of accounts.</summary>
    internal Venue(int accounts)
    {
        Keys = ExchangeSetup.MakeKeys(accounts);
    }

    /// <summary>Keys of the accounts' sessions.</summary>
    internal SchnorrPublicKey[] Keys { get; }

    /// <summary>The instrument at a place.</summary>
    internal static InstrumentId InstrumentAt(int place) => new(1 + place);

    /// <summary>The underlying of the instrument at a place.</summary>
    internal static UnderlyingId UnderlyingOf(int place) => new(place / PerUnderlying);

    /// <summary>True if the instrument at a place is an option.</summary>
    internal static bool IsOption(int place) => Strikes[place % PerUnderlying] != 0;

    /// <summary>What the instrument at a place is worth at an index; options by a plain rule with some time value.</summary>
    internal static long ValueOf(int place, long index)
    {
        long strike = Strikes[place % PerUnderlying];
        if (strike == 0)
        {
            return index;
        }

        long intrinsic = Kinds[place % PerUnderlying] == InstrumentKind.Call ? index - strike : strike - index;
        return Math.Max(intrinsic, 0) + Math.Max((index / 25) - (Math.Abs(intrinsic) / 4), 1);
    }

    /// <summary>The risk signer's word on the option at a place: its value, and the least margins that are allowed.</summary>
    internal static RiskUpdate RiskOf(int place, long index, Round round)
    {
        long value = index * Multiplier;
        return new RiskUpdate(
            InstrumentAt(place),
            round,
            new PriceTicks(ValueOf(place, index)),
            new QuoteAmount((value + 9) / 10),
            new QuoteAmount(((3 * value) + 39) / 40));
    }

    /// <summary>A new engine with everything listed, marked and funded, and no order yet.</summary>
    internal ExchangeEngine Open(int logWords)
    {
        ExchangeEngine engine = new(new EngineLimits
        {
            Accounts = (int)FirstAccount + Keys.Length,
            Instruments = 1 + Instruments,
            Orders = 1 << 17,
            Sessions = (int)FirstAccount + Keys.Length,
            LogWords = logWords,
        });
        ExchangeSetup setup = new(engine);
        for (int underlying = 0; underlying < Underlyings; underlying++)
        {
            setup.ReportIndex(new UnderlyingId(underlying), new PriceTicks(FirstPrice));
        }

        for (int place = 0; place < Instruments; place++)
        {
            setup.List(InstrumentAt(place), TermsOf(place), MakeLimits());
            if (IsOption(place))
            {
                setup.MarkOption(RiskOf(place, FirstPrice, ExchangeSetup.FirstRound));
            }
            else
            {
                setup.Mark(InstrumentAt(place));
            }
        }

        for (int account = 0; account < Keys.Length; account++)
        {
            long cash = account % 25 == 24 ? 30_000_000 : 100_000_000_000;
            setup.OpenAccount(new AccountId(FirstAccount + account), new QuoteAmount(cash), Keys[account]);
        }

        engine.Log?.Clear();
        return engine;
    }

    private static TermsRecord TermsOf(int place) => new()
    {
        Expiry = new Timestamp(place % PerUnderlying == 0 ? 0 : ExchangeSetup.Start.Value + ExchangeSetup.OrderLifetime),
        Multiplier = new Multiplier(Multiplier),
        PriceStep = new PriceTicks(1),
        Kind = Kinds[place % PerUnderlying],
        Underlying = UnderlyingOf(place),
        Strike = new PriceTicks(Strikes[place % PerUnderlying]),
        PriceCap = new PriceTicks(PriceCap),
    };

    private static LimitsRecord MakeLimits() => new()
    {
        MinimumNotional = new QuoteAmount(10_000),
        TakerFee = new FeeRate(500),
        MakerFee = new FeeRate(-100),
        Band = new Ppm(50_000),
        MarkClamp = new Ppm(10_000),
        InsuranceTarget = new QuoteAmount(1_000_000_000),
        InitialRate = new Ppm(50_000),
        MaintenanceRate = new Ppm(30_000),
        PositionLimit = new Lots(1 << 20),
        OpenInterestCap = new Lots(1 << 24),
        IsOpen = true,
    };
}
