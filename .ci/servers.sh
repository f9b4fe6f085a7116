# PostgreSQL, RabbitMQ and Redis for the tests: instances of their own on ports of their own, so that nothing on the machine is touched.
# To be sourced. start_servers sets DATABASE_URL, AMQP_URL, TEST_AMQP_URLS and REDIS_URL.

# A virtual host for each of the test files that run at the same time.
virtual_hosts=(takings-1 takings-2 takings-3 takings-4)
# Nothing outlives the tests: what a power cut would lose may be lost.
unsafe='-c fsync=off -c full_page_writes=off -c synchronous_commit=off'

have() { command -v "$1" > /dev/null; }
# The one without a window does the same with a fifth less work.
browser() { command -v chromium-headless-shell || command -v chromium || command -v google-chrome; }
# The folder that lies in memory, if it takes 4 GiB.
memory() { [ "$(df --output=avail -k /dev/shm 2> /dev/null | tail -n 1)" -gt 4194304 ] 2> /dev/null && echo /dev/shm; }
postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -n 1; }

install_servers() {
  local missing=()
  [ -n "$(postgres_bin)" ] || missing+=(postgresql)
  have rabbitmq-server || missing+=(rabbitmq-server)
  have redis-server || missing+=(redis-server)
  browser > /dev/null || missing+=(chromium-headless-shell)
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "== installing ${missing[*]}" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >&2
}

# A free port below those of outgoing connections.
free_port() {
  node -e '
    const { createServer } = require("node:net");
    (function look() {
      const port = 20000 + Math.floor(Math.random() * 12000);
      const probe = createServer().once("error", look).listen(port, "127.0.0.1", () => probe.close(() => console.log(port)));
    })();'
}

# As somebody else when we are root, as ourselves otherwise.
as() {
  local user=$1
  shift
  if [ "$(id -u)" -eq 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

folder_of() {
  local folder="$1/$2"
  mkdir -p "$folder"
  if [ "$(id -u)" -eq 0 ]; then chown "$3" "$folder"; fi
  echo "$folder"
}

start_servers() {
  servers=$1
  chmod 755 "$servers"
  start_postgres && start_rabbitmq && start_redis
}

start_postgres() {
  local port folder
  port=$(free_port)
  folder=$(folder_of "$servers" postgres postgres)
  as postgres "$(postgres_bin)/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 > /dev/null || return 1
  as postgres "$(postgres_bin)/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400 $unsafe" start > /dev/null || return 1
  postgres_data="$folder/data"
  DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres"
}

start_rabbitmq() {
  local port folder
  port=$(free_port)
  folder=$(folder_of "$servers" rabbitmq rabbitmq)
  rabbit=(env "HOME=$folder" "RABBITMQ_NODENAME=takings-ci-$$@localhost" "RABBITMQ_NODE_PORT=$port" "RABBITMQ_DIST_PORT=$(free_port)"
    "RABBITMQ_MNESIA_BASE=$folder/mnesia" "RABBITMQ_LOG_BASE=$folder/log" "RABBITMQ_NODE_IP_ADDRESS=127.0.0.1"
    "RABBITMQ_PID_FILE=$folder/pid" "RABBITMQ_ENABLED_PLUGINS_FILE=$folder/plugins" "RABBITMQ_CONFIG_FILE=$folder/none")
  as rabbitmq "${rabbit[@]}" /usr/lib/rabbitmq/bin/rabbitmq-server > "$servers/rabbitmq.log" 2>&1 &
  rabbit_started=yes
  AMQP_URL="amqp://guest:guest@127.0.0.1:$port"
  as rabbitmq "${rabbit[@]}" /usr/lib/rabbitmq/bin/rabbitmqctl wait --timeout 60 "$folder/pid" > /dev/null || {
    tail -n 40 "$servers/rabbitmq.log" >&2
    return 1
  }
  virtual_host_definitions > "$folder/definitions.json"
  chmod 644 "$folder/definitions.json"
  as rabbitmq "${rabbit[@]}" /usr/lib/rabbitmq/bin/rabbitmqctl import_definitions "$folder/definitions.json" > /dev/null || return 1
  TEST_AMQP_URLS=$(printf "$AMQP_URL/%s " "${virtual_hosts[@]}")
  TEST_AMQP_URLS=${TEST_AMQP_URLS% }
}

virtual_host_definitions() {
  node -e '
    const vhosts = process.argv.slice(1);
    const all = { configure: ".*", write: ".*", read: ".*" };
    const definitions = { vhosts: vhosts.map((name) => ({ name })), permissions: vhosts.map((vhost) => ({ user: "guest", vhost, ...all })) };
    console.log(JSON.stringify(definitions));' "${virtual_hosts[@]}"
}

start_redis() {
  local port
  port=$(free_port)
  redis-server --port "$port" --bind 127.0.0.1 --save '' --dir "$servers" > "$servers/redis.log" 2>&1 &
  redis_pid=$!
  REDIS_URL="redis://127.0.0.1:$port"
}

stop_servers() {
  if [ -n "${redis_pid:-}" ]; then kill "$redis_pid" 2> /dev/null || true; fi
  if [ -n "${rabbit_started:-}" ]; then as rabbitmq "${rabbit[@]}" /usr/lib/rabbitmq/bin/rabbitmqctl stop > /dev/null 2>&1 || true; fi
  if [ -n "${postgres_data:-}" ]; then as postgres "$(postgres_bin)/pg_ctl" -D "$postgres_data" -m immediate stop > /dev/null 2>&1 || true; fi
}
