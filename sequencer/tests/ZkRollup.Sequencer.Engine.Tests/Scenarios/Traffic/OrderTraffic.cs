using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>Orders around the book and the mark, and their cancels.</summary>
internal sealed class OrderTraffic(TrafficWorld world)
{
    internal const long TenSeconds = 10_000;
    internal const long FourWeeks = 28L * 24 * 3_600 * 1_000;
    private const int FeeMax = 10_000;

    private SeededGenerator Random => world.Random;

    /// <summary>An order of any account in any instrument that is open.</summary>
    internal Command? Place()
    {
        long instrument = Random.Percent(1) ? world.AnyInstrument() : world.AnyLive();
        return Place(world.AnyAccount(), instrument, Random.Below(2));
    }

    /// <summary>An order of an account, on the side it likes or one that reduces.</summary>
    internal Command? Place(long account, long instrument, long side)
    {
        long size = world.State.PositionIn(account, instrument).Size.Value;
        bool isReducing = size != 0 && Random.Percent(25);
        if (isReducing)
        {
            side = size > 0 ? 1 : 0;
        }
        else if (Random.Percent(40))
        {
            // Accounts lean to one side, so that positions grow and a crash hurts somebody.
            side = (account + instrument) & 1;
        }

        long price = PriceNear(instrument, side);
        long lots = isReducing ? Random.Between(1, Math.Abs(size)) : Affordable(account, instrument, side, price);
        return Make(account, instrument, side, price, lots, isReducing && Random.Percent(60));
    }

    /// <summary>An order with the rest of its fields as is usual.</summary>
    internal Command? Make(long account, long instrument, long side, long price, long lots, bool isReduceOnly = false)
    {
        long slot = world.SlotOf(account, SessionScope.Trade);
        if (slot < 0)
        {
            return null;
        }

        long timeInForce = Random.Pick([0L, 0, 0, 0, 0, 0, 1, 1, 2, 2]);
        long expiry = timeInForce == (long)TimeInForce.ImmediateOrCancel ? 0 : Expiry();
        LimitsRecord limits = world.State.Limits(instrument);
        long fee = Random.Below(60) switch
        {
            0 => Math.Max(0, Math.Max(limits.TakerFee.Value, limits.MakerFee.Value) - 1),
            1 or 2 or 3 or 4 => Math.Max(0, Math.Max(limits.TakerFee.Value, limits.MakerFee.Value)),
            5 => Math.Max(0, limits.MakerFee.Value),
            _ => FeeMax,
        };
        Command command = world.BySession(
            TransactionKind.PlaceOrder,
            account,
            slot,
            expiry,
            instrument,
            side,
            timeInForce,
            isReduceOnly ? 1 : Random.Percent(3) ? 1 : 0,
            Random.Below(3),
            Math.Clamp(price, 0, (1L << 36) - 1),
            Math.Clamp(lots, 0, (1L << 35) - 1),
            Math.Min(fee, FeeMax),
            (long)Random.NextUInt64());
        return timeInForce == (long)TimeInForce.ImmediateOrCancel
            ? command.With("deadline", world.Now + Random.Between(0, 9_000))
            : command;
    }

    /// <summary>A signed cancel: of an order that rests, that is gone, or that is another's; with its leaf or without.</summary>
    internal Command? Cancel()
    {
        (long Leaf, OrderRecord Order)? target = world.AnyOrder();
        long account = target is { } known && !Random.Percent(5) ? known.Order.Account.Value : world.AnyAccount();
        long slot = world.SlotOf(account, SessionScope.Cancel);
        if (slot < 0)
        {
            return null;
        }

        if (target is not { } found)
        {
            return world.BySession(TransactionKind.CancelOrder, account, slot, 1, Random.Below(50), Random.Below(50));
        }

        long leaf = Random.Below(10) switch { < 4 => 0, 4 => Random.Below(100), 5 => (1L << 30) - 1, _ => found.Leaf };
        long nonce = found.Order.Nonce.Value + (Random.Percent(4) ? 1 : 0);
        return world.BySession(TransactionKind.CancelOrder, account, slot, found.Order.Serial.Value, nonce, leaf);
    }

    internal Command? CancelAll()
    {
        long account = world.AnyAccount();
        long slot = world.SlotOf(account, SessionScope.Cancel);
        return slot < 0 ? null : world.BySession(TransactionKind.CancelAll, account, slot);
    }

    /// <summary>A price as traders choose it: passive, at the opposite head, or as aggressive as the band allows.</summary>
    internal long PriceNear(long instrument, long side)
    {
        RiskRecord risk = world.State.Risk(instrument);
        TermsRecord terms = world.State.Terms(instrument);
        BookRecord book = world.State.Book(instrument);
        long mark = risk.Status == MarkStatus.None ? world.FeedOf(terms.Underlying.Value).Price : risk.Mark.Value;
        long width = HalfWidth(instrument);
        long head = side == 0 ? book.AskPrice.Value : book.BidPrice.Value;
        long sign = side == 0 ? 1 : -1;
        long price = Random.Below(16) switch
        {
            0 or 1 or 2 or 3 => mark - (sign * Random.Between(0, Math.Max(1, width / 4))),
            4 => mark - (sign * Random.Between(0, Math.Max(1, width * 3))),
            5 or 6 or 7 or 8 or 9 or 10 or 11 when head != 0 && Math.Abs(head - mark) <= width => head,
            12 => mark + (sign * width),
            _ => mark + (sign * Random.Between(0, Math.Max(1, width / 2))),
        };
        long step = Math.Max(1, terms.PriceStep.Value);
        long rounded = side == 0 || price < step ? price / step * step : (price + step - 1) / step * step;
        return Math.Clamp(Random.Percent(1) ? rounded + 1 : rounded, step, Math.Max(step, terms.PriceCap.Value / step * step));
    }

    /// <summary>Half the band's width (docs/protocol.md, 4.4).</summary>
    internal long HalfWidth(long instrument)
    {
        RiskRecord risk = world.State.Risk(instrument);
        long basis = world.State.Terms(instrument).IsOption ? risk.IndexPrice.Value : risk.Mark.Value;
        return (long)((Int128)basis * world.State.Limits(instrument).Band.Value / 1_000_000);
    }

    /// <summary>Lots of any magnitude up to what the account's equity carries, rarely more.</summary>
    internal long Affordable(long account, long instrument, long side, long price)
    {
        TermsRecord terms = world.State.Terms(instrument);
        LimitsRecord limits = world.State.Limits(instrument);
        RiskRecord risk = world.State.Risk(instrument);
        AccountScan scan = AccountScan.Of(world.State, account, world.Now);
        Int128 perLot = Math.Max(1, side == 0 ? risk.InitialLong.Value : risk.InitialShort.Value);
        long most = (long)Int128.Clamp((scan.Equity - scan.Initial) / perLot, 1, Math.Max(1, limits.PositionLimit.Value));
        Int128 notional = Math.Max(1, price) * (Int128)Math.Max(1, terms.Multiplier.Value);
        long least = (long)((limits.MinimumNotional.Value + notional - 1) / notional);
        long lots = Random.Below(30) switch
        {
            0 => most,
            1 => most + 1,
            < 10 => Random.Between(1, most),
            _ => Random.Between(1, Math.Max(1, most / 8)),
        };
        return Math.Max(lots, Random.Percent(98) ? least : 0);
    }

    private long Expiry() => world.Now + Random.Below(60) switch
    {
        < 4 => Random.Between(1, 3_000),
        < 12 => Random.Between(3_000, 60_000),
        12 => FourWeeks,
        13 => Random.Between(0, 1),
        14 => FourWeeks + Random.Between(0, 1),
        _ => Random.Between(60_000, 3_600_000),
    };
}
