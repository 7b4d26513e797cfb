using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>What owners do on L1, and with their master keys and sessions.</summary>
internal sealed class OwnerTraffic(TrafficWorld world)
{
    private const long NetDepositsMax = 1L << 56;
    private const long AmountMax = (1L << 59) - 1;

    private SeededGenerator Random => world.Random;

    /// <summary>The first deposit of an account.</summary>
    internal Command Create(long account)
    {
        int key = Random.Percent(5) ? (int)Random.Between(KeyRing.UnusableMin, 0) : world.FreshKey();
        return world.Plain(TransactionKind.Deposit, account, Capital(), Random.Percent(2) ? 0 : account + 5, key);
    }

    internal Command Deposit() => Deposit(world.AnyAccount());

    internal Command Deposit(long account)
    {
        return world.Plain(TransactionKind.Deposit, account, Math.Max(1, Capital() / 10), Owner(account), 0);
    }

    internal Command DepositToFund() => world.Plain(TransactionKind.Deposit, 0, Math.Max(1, Capital() / 4), Random.Below(3), 0);

    /// <summary>A deposit that takes net deposits to their bound or one below it, or of nothing.</summary>
    internal Command DepositAtBound()
    {
        long room = NetDepositsMax - world.State.Treasury.NetDeposits.Value;
        long account = Random.Percent(30) ? 0 : world.AnyAccount();
        long amount = Random.Below(4) switch { 0 => 0, 1 => AmountMax, _ => room };
        return world.Plain(TransactionKind.Deposit, account, amount, Owner(account), 0);
    }

    internal Command ChangeKey()
    {
        long account = AnyKnown();
        long key = Random.Below(10) switch
        {
            0 or 1 => 0,
            2 => Random.Between(KeyRing.UnusableMin, -1),
            _ => world.FreshKey(),
        };
        return world.Plain(TransactionKind.ChangeMasterKey, account, Owner(account), key);
    }

    internal Command ForcedCancelAll()
    {
        long account = AnyKnown();
        return world.Plain(TransactionKind.ForcedCancelAll, account, Owner(account));
    }

    internal Command ForcedWithdraw()
    {
        long account = AnyKnown();
        return world.Plain(TransactionKind.ForcedWithdraw, account, Amount(account), Owner(account));
    }

    internal Command ForcedClose()
    {
        long account = AnyKnown();
        PositionRecord position = world.State.Position(account, (int)Random.Below(RecordAddress.Positions));
        for (int i = 0; i < 20 && position.Size.Value == 0 && !Random.Percent(5); i++)
        {
            account = world.AnyAccount();
            position = world.State.Position(account, (int)Random.Below(RecordAddress.Positions));
        }

        if (Random.Percent(8))
        {
            (account, position) = PositionOfClosed() ?? (account, position);
        }

        long instrument = position.Exists && !Random.Percent(4) ? position.Instrument.Value : Random.Below(4_096);
        long size = position.Size.Value;
        long side = (size < 0) ^ Random.Percent(5) ? 1 : 0;
        long lots = Random.Below(5) switch
        {
            0 => (1L << 35) - 1,
            1 => Math.Max(0, Math.Abs(size) + Random.Between(-1, 1)),
            2 => Random.Below(3),
            _ => Random.Between(1, Math.Max(1, Math.Abs(size))),
        };
        return world.Plain(TransactionKind.ForcedClose, account, instrument, side, lots, Owner(account));
    }

    internal Command OpenSession() => OpenSession(world.AnyAccount(), Random.Below(RecordAddress.Sessions));

    internal Command OpenSession(long account, long slot)
    {
        long expiry = world.Now + (slot is >= 8 and < 13 ? Random.Below(5) : Random.Below(30)) switch
        {
            0 => Random.Between(-1, 1),
            1 => Random.Between(1_000, 60_000),
            2 => Random.Between(60_000, 600_000),
            _ => Random.Between(3_600_000, 86_400_000),
        };
        // The last slots are for sessions that may do little.
        long scope = slot >= 13 ? Random.Pick([0L, 1, 2, 3, 8, 16]) : Random.Below(30) switch
        {
            0 => Random.Below(4_096),
            1 => Random.Below(32),
            2 => 0b11,
            4 => 0b1,
            5 => 0b10,
            3 => 0b1_0011,
            _ => 0b1_1011,
        };
        long markets = Random.Percent(97) ? (1L << 48) - 1 : Random.Below(1L << 48);
        PriceFeed feed = Random.Pick(world.Feeds);
        long lot = feed.Price * feed.Multiplier;
        long largest = Random.Percent(85) ? AmountMax : Product(lot, Random.Between(1, 40));
        long budget = Random.Percent(75) ? AmountMax : Product(lot, Random.Between(1, 200));
        long key = Random.Percent(3) ? Random.Between(KeyRing.UnusableMin, 0) : world.FreshKey();
        return Command.Of(
            TransactionKind.OpenSession,
            world.Now,
            world.MasterKey(account),
            account,
            slot,
            world.NextMasterNonce(account),
            world.Now + Random.Between(0, 60_000),
            expiry,
            scope,
            markets,
            largest,
            budget,
            key);
    }

    internal Command RevokeSession()
    {
        long account = world.AnyAccount();
        long slot = Random.Below(RecordAddress.Sessions);
        long serial = world.State.Session(account, slot).Serial.Value;
        return Command.Of(
            TransactionKind.RevokeSession,
            world.Now,
            world.MasterKey(account),
            account,
            slot,
            world.NextMasterNonce(account),
            world.Now + Random.Between(0, 60_000),
            Random.Percent(5) ? serial + 1 : serial);
    }

    /// <summary>A withdrawal by a session, or by the master key.</summary>
    internal Command? Withdraw()
    {
        long account = world.AnyAccount();
        if (Random.Percent(40))
        {
            return Command.Of(
                TransactionKind.Withdraw,
                world.Now,
                world.MasterKey(account),
                account,
                Random.Percent(2) ? 1 : 0,
                0,
                world.NextMasterNonce(account),
                world.Now + Random.Between(0, 60_000),
                Amount(account));
        }

        long slot = world.SlotOf(account, SessionScope.Withdraw);
        return slot < 0 ? null : world.BySession(TransactionKind.Withdraw, account, slot, Amount(account));
    }

    internal long Owner(long account) =>
        Random.Percent(4) ? Random.Below(30) : world.State.HasAccount(account) ? world.OwnerOf(account) : account;

    /// <summary>Gives the account what it needs to trade again: a key, a session, cash; null if it has them.</summary>
    internal Command? Restore(long account)
    {
        if (world.MasterKey(account) == 0)
        {
            return world.Plain(TransactionKind.ChangeMasterKey, account, world.OwnerOf(account), world.FreshKey());
        }

        if (world.SlotOf(account, SessionScope.Trade) < 0)
        {
            return OpenSession(account, Random.Below(RecordAddress.Sessions));
        }

        AccountScan scan = AccountScan.Of(world.State, account, world.Now);
        return scan.Equity <= scan.Initial * 11 / 10
            ? world.Plain(TransactionKind.Deposit, account, Math.Max(1, Capital() / 3), world.OwnerOf(account), 0)
            : null;
    }

    /// <summary>A position in an instrument that is closed, if there is one.</summary>
    private (long Account, PositionRecord Position)? PositionOfClosed()
    {
        foreach (long account in world.Accounts)
        {
            for (int place = 0; place < RecordAddress.Positions; place++)
            {
                PositionRecord position = world.State.Position(account, place);
                if (position.Size.Value != 0 && world.IsClosed(position.Instrument.Value))
                {
                    return (account, position);
                }
            }
        }

        return null;
    }

    private long AnyKnown() => Random.Percent(3) ? Random.Below(1_000) : world.AnyAccount();

    /// <summary>Something around what is withdrawable: exactly that is the case that matters.</summary>
    private long Amount(long account)
    {
        long free = (long)Int128.Min(AccountScan.Of(world.State, account, world.Now).Withdrawable, AmountMax - 1);
        return Random.Below(8) switch
        {
            0 => free,
            1 => free + 1,
            2 => Math.Max(0, free - 1),
            3 => Random.Below(2),
            4 => AmountMax,
            _ => Random.Between(1, Math.Max(1, free / 50)),
        };
    }

    private long Capital()
    {
        PriceFeed feed = Random.Pick(world.Feeds);
        long lots = Math.Max(1, world.Profile.LotsOfCapital * Random.Between(5, 100) / 100);
        return Math.Min(Product(feed.BasePrice * feed.Multiplier, lots), NetDepositsMax / 64);
    }

    private static long Product(long a, long b) => (long)Int128.Min((Int128)a * b, AmountMax);
}
