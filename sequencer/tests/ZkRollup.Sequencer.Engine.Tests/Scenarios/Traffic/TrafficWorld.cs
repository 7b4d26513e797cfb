using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>What the makers of traffic know: the state of the exchange, the time, and the keys that the state does not hold.</summary>
internal sealed class TrafficWorld
{
    private const long FirstTime = 1_700_000_000_123;
    private const int FirstFreeKey = 10_000;
    private readonly Dictionary<(long Account, long Slot), int> _sessionKeys = [];
    private readonly Dictionary<long, int> _masterKeys = [];
    private readonly Dictionary<long, long> _owners = [];
    private readonly int[] _signerKeys = new int[5];
    private readonly List<long> _leaves = [];
    private readonly List<Command> _accepted = [];
    private int _nextKey = FirstFreeKey;

    internal TrafficWorld(StateView state, SeededGenerator random, TrafficProfile profile)
    {
        State = state;
        Random = random;
        Profile = profile;
        Feeds = [.. profile.Underlyings.Select((u, i) => new PriceFeed(u, profile.BasePrices[i], profile.Multipliers[i]))];
    }

    internal StateView State { get; }

    internal SeededGenerator Random { get; }

    internal TrafficProfile Profile { get; }

    internal IReadOnlyList<PriceFeed> Feeds { get; }

    internal long Now { get; set; } = FirstTime;

    internal List<long> Accounts { get; } = [];

    internal List<long> Instruments { get; } = [];

    /// <summary>Leaves that had an order when last seen.</summary>
    internal List<long> Leaves => _leaves;

    /// <summary>What to do next, before anything else; evaluated when its turn comes.</summary>
    internal Queue<Func<Command?>> Pending { get; } = new();

    /// <summary>What to do after some more commands: the number of the command and what.</summary>
    internal PriorityQueue<Func<Command?>, long> Later { get; } = new();

    /// <summary>Commands made so far.</summary>
    internal long Made { get; set; }

    /// <summary>Whether any session will do, whatever it may do.</summary>
    internal bool IsHostile { get; set; }

    /// <summary>Instruments that are not closed.</summary>
    internal IReadOnlyList<long> LiveInstruments => [.. Instruments.Where(i => !IsClosed(i))];

    internal bool IsClosed(long instrument)
    {
        TermsRecord terms = State.Terms(instrument);
        return State.Risk(instrument).Status == MarkStatus.Settled || (terms.IsDated && Now >= terms.Expiry.Value);
    }

    internal PriceFeed FeedOf(long underlying) => Feeds.FirstOrDefault(f => f.Underlying == underlying) ?? Feeds[0];

    internal int FreshKey() => _nextKey++;

    internal int MasterKey(long account) => _masterKeys.GetValueOrDefault(account);

    internal int SessionKey(long account, long slot) => _sessionKeys.GetValueOrDefault((account, slot));

    internal int SignerKey(long signer) => signer < _signerKeys.Length ? _signerKeys[signer] : 0;

    internal long OwnerOf(long account) => _owners.GetValueOrDefault(account, account);

    internal long AnyAccount() => Accounts.Count == 0 ? 1 : Random.Pick(Accounts);

    internal long AnyInstrument() => Instruments.Count == 0 ? 1 : Random.Pick(Instruments);

    internal long AnyLive()
    {
        // Few instruments get most of the traffic, so that orders meet.
        IReadOnlyList<long> live = LiveInstruments;
        return live.Count == 0 ? AnyInstrument() : live[(int)Random.Below(Random.Percent(65) ? Math.Min(3, live.Count) : live.Count)];
    }

    /// <summary>The account with the most equity beyond its initial margin, among a few.</summary>
    internal long RichAccount()
    {
        long richest = AnyAccount();
        Int128 most = Int128.MinValue;
        for (int i = 0; i < 4; i++)
        {
            long account = AnyAccount();
            AccountScan scan = AccountScan.Of(State, account, Now);
            if (scan.AllUsable && scan.Equity - scan.Initial > most)
            {
                (richest, most) = (account, scan.Equity - scan.Initial);
            }
        }

        return richest;
    }

    /// <summary>An order that was accepted and still rests, or null.</summary>
    internal (long Leaf, OrderRecord Order)? AnyOrder()
    {
        while (_leaves.Count > 0)
        {
            int at = (int)Random.Below(_leaves.Count);
            OrderRecord order = State.Order(_leaves[at]);
            if (order.Exists)
            {
                return (_leaves[at], order);
            }

            _leaves[at] = _leaves[^1];
            _leaves.RemoveAt(_leaves.Count - 1);
        }

        return null;
    }

    /// <summary>A slot with a session of the account, mostly one that may do something.</summary>
    internal long SlotOf(long account, SessionScope scope)
    {
        long epoch = State.Account(account).SessionEpoch.Value;
        bool takesAny = IsHostile || Random.Percent(2);
        bool takesPoor = Random.Percent(15);
        long first = Random.Below(RecordAddress.Sessions);
        for (int i = 0; i < RecordAddress.Sessions; i++)
        {
            long slot = (first + i) % RecordAddress.Sessions;
            SessionRecord session = State.Session(account, slot);
            bool isGood = session.SessionEpoch.Value == epoch && session.Expiry.Value > Now && (session.Scope & scope) == scope;
            bool isRich = session.LargestNotional.Value > 1L << 56 && session.Budget.Value > 1L << 56;
            if (session.Exists && ((isGood && (isRich || takesPoor)) || takesAny))
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>A command without a signature.</summary>
    internal Command Plain(TransactionKind kind, params long[] fields) => Command.Of(kind, Now, 0, fields);

    /// <summary>A command of a session, with the next nonce or a later one.</summary>
    internal Command BySession(TransactionKind kind, long account, long slot, params long[] rest)
    {
        SessionRecord session = State.Session(account, slot);
        long nonce = Math.Min(session.Nonce.Value + 1 + (Random.Percent(5) ? Random.Below(10) : 0), (1L << 48) - 1);
        long deadline = Now + Random.Between(0, 10_000);
        return Command.Of(kind, Now, SessionKey(account, slot), [account, slot, session.Serial.Value, nonce, deadline, .. rest]);
    }

    internal long NextMasterNonce(long account) => Math.Min(State.Owner(account).MasterNonce.Value + 1, (1L << 48) - 1);

    /// <summary>A command that was accepted before, to be sent again.</summary>
    internal Command? AnyAccepted() => _accepted.Count == 0 ? null : Random.Pick(_accepted);

    /// <summary>Learns from what an exchange answered.</summary>
    internal void Observe(Command command, CommandResult result, ReadOnlySpan<ExchangeEvent> events)
    {
        if (!result.IsAccepted)
        {
            return;
        }

        Remember(command);
        switch (command.Kind)
        {
            case TransactionKind.OpenSession:
                _sessionKeys[(command["account"], command["slot"])] = (int)command["newKey"];
                break;
            case TransactionKind.ChangeMasterKey when result.Outcome.TookEffect:
                _masterKeys[command["account"]] = (int)command["newKey"];
                break;
            case TransactionKind.SetOracleKey when result.Outcome.TookEffect:
                _signerKeys[command["signer"]] = (int)command["newKey"];
                break;
            case TransactionKind.ListInstrument when result.Outcome.TookEffect:
                Instruments.Add(command["instrument"]);
                break;
        }

        foreach (ref readonly ExchangeEvent item in events)
        {
            if (item.Kind == EventKind.OrderRested)
            {
                _leaves.Add(item.Leaf.Value);
            }
            else if (item.Kind == EventKind.AccountCreated)
            {
                Accounts.Add(item.Account.Value);
                _owners[item.Account.Value] = command["owner"];
                _masterKeys[item.Account.Value] = result.Outcome.Code == OutcomeCode.Done ? (int)command["newKey"] : 0;
            }
        }
    }

    private void Remember(Command command)
    {
        const int kept = 64;
        if (_accepted.Count < kept)
        {
            _accepted.Add(command);
        }
        else
        {
            _accepted[(int)Random.Below(kept)] = command;
        }
    }
}
