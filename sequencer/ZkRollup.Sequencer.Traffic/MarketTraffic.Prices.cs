using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Traffic;

/// <summary>Genesis, and what each round of the oracle brings.</summary>
public sealed partial class MarketTraffic
{
    private const int Underlyings = 3;
    private const int InstrumentsMax = 256;

    /// <summary>A quorum of the oracle.</summary>
    private const int Reports = 3;

    private const int OracleSigners = 4;
    private const long FutureLifetime = 90_000;
    private const long OptionLifetime = 28L * 24 * 3_600 * 1_000;
    private const long FundDeposit = 50_000_000_000;
    private const long TraderDeposit = 5_000_000_000;
    private const int BoldLots = 12;

    private readonly long[] _prices = [Listing.FirstPrice, Listing.FirstPrice, Listing.FirstPrice];
    private readonly List<Listing> _listings = [];
    private Listing? _future;

    /// <summary>What a trader begins with, and pays in again.</summary>
    private static QuoteAmount Capital(Trader trader) => new(trader.IsBold ? BoldLots * Listing.MarginOfLot : TraderDeposit);

    private void EnqueueGenesis()
    {
        for (int i = 0; i < _signers.Length; i++)
        {
            int signer = i;
            _pending.Enqueue(() => Consume(new SetOracleKey(new(signer), _signers[signer].PublicKey.X, _signers[signer].PublicKey.Y)));
        }

        for (int underlying = 0; underlying < Underlyings; underlying++)
        {
            EnqueueListing(InstrumentKind.Perpetual, underlying, 0, 0);
        }

        EnqueueListing(InstrumentKind.Call, 0, Listing.FirstPrice + (Listing.FirstPrice / 50), FirstTime + OptionLifetime);
        EnqueueListing(InstrumentKind.Put, 0, Listing.FirstPrice, FirstTime + OptionLifetime);
        EnqueueListing(InstrumentKind.Future, 0, 0, FirstTime + FutureLifetime);
        _pending.Enqueue(() => Consume(new Deposit(AccountId.None, new(FundDeposit), Operator, default, default)));
        _pending.Enqueue(() => Consume(new Deposit(AccountId.Operator, new(1), Operator, default, default)));
        foreach (Trader trader in _traders)
        {
            _pending.Enqueue(() => Consume(new Deposit(
                trader.Account, Capital(trader), trader.Owner, trader.Master.PublicKey.X, trader.Master.PublicKey.Y)));
            _pending.Enqueue(() => Open(trader, default));
        }

        BeginRound();
    }

    private void EnqueueListing(InstrumentKind kind, int underlying, long strike, long expiry)
    {
        Listing listing = new(new(_listings.Count + 1), kind, new(underlying), strike, new(expiry));
        _listings.Add(listing);
        _pending.Enqueue(() => Consume(listing.ToOperation()));
        _future = kind == InstrumentKind.Future ? listing : _future;
    }

    /// <summary>Prices move and are reported; a future that is about to expire has a successor; the keeper sees to the rest.</summary>
    private void BeginRound()
    {
        bool isFutureNeeded = !_options.AsContractsAllow && _now + (FutureLifetime / 4) >= _future!.Expiry.Value;
        if (isFutureNeeded && _listings.Count + 1 < InstrumentsMax)
        {
            EnqueueListing(InstrumentKind.Future, 0, 0, (_round * RoundLength) + FutureLifetime);
        }

        for (int i = 0; i < Underlyings; i++)
        {
            UnderlyingId underlying = new(i);
            _prices[i] = Move(_prices[i]);
            PriceTicks price = new(_prices[i]);
            long first = _choices.Below(OracleSigners);
            for (int report = 0; report < Reports; report++)
            {
                SignerIndex signer = new((first + report) % OracleSigners);
                _pending.Enqueue(() => Apply(_signers[signer.Value], new OracleUpdate(signer, underlying, new(_round), price)));
            }
        }

        foreach (Listing option in _listings.Where(listing => listing.IsOption))
        {
            _pending.Enqueue(() => Apply(
                _signers[SignerIndex.Risk.Value], option.ToRiskUpdate(_prices[option.Underlying.Value], new(_round))));
        }

        _isKeeping = true;
    }

    /// <summary>A small step, now and then one of 3 %, mostly back towards where it began.</summary>
    private long Move(long price)
    {
        long step = _choices.Percent(12) ? price * 3 / 100 : _choices.Below((price / 500) + 1);
        bool isUp = price < Listing.FirstPrice ? _choices.Percent(60) : _choices.Percent(40);
        return isUp ? price + step : price - step;
    }
}
