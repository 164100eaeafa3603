# syntax=docker/dockerfile:1
# The site in one image: dependencies, catalogues and static files are made in the first stage, the second only runs.

FROM python:3.11-slim-bookworm AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes --requirement requirements.txt
COPY . .
# The key lives in the environment of this one command, and signs nothing that is kept.
RUN mkdir -p var \
    && SECRET_KEY="only-for-this-build-step" sh -c \
       "python manage.py compile_catalogues && python manage.py collectstatic --noinput && python manage.py prepare_search" \
    && mv var/lemmas /opt/lemmas \
    && find var -mindepth 1 -maxdepth 1 ! -name static -exec rm -rf {} +

FROM python:3.11-slim-bookworm
ENV PATH="/opt/venv/bin:$PATH" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin web
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
COPY --from=builder /app /app
# The dictionaries of the search; the site adds the stems of new synonyms to them.
COPY --from=builder --chown=web:web /opt/lemmas /app/var/lemmas
# Only var/ is writable: without DATABASE_URL the SQLite file goes there.
RUN mkdir -p var/backups && chown web:web var var/backups
USER 10001
EXPOSE 8000
# Asks with a host name that the site answers to: the first of ALLOWED_HOSTS.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os; from urllib.request import Request, urlopen; host = os.environ.get('ALLOWED_HOSTS', 'localhost').split(',')[0].strip().lstrip('.').replace('*', 'localhost'); urlopen(Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=4)"]
CMD ["python", "-m", "gunicorn", "--config", "skills2work/running/gunicorn.py", "skills2work.wsgi", "--bind", "0.0.0.0:8000"]
